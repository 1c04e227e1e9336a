// The course of a peering with the AWS SDK for Go v2, its waiters and paginators.
package main

import (
	"context"
	"encoding/json"
	"errors"
	"os"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	awshttp "github.com/aws/aws-sdk-go-v2/aws/transport/http"
	"github.com/aws/aws-sdk-go-v2/config"
	"github.com/aws/aws-sdk-go-v2/credentials"
	"github.com/aws/aws-sdk-go-v2/service/ec2"
	"github.com/aws/aws-sdk-go-v2/service/ec2/types"
	"github.com/aws/aws-sdk-go-v2/service/sts"
	"github.com/aws/smithy-go"
)

func must(err error) {
	if err != nil {
		panic(err)
	}
}

// This version of the SDK is older than AWS_ENDPOINT_URL, so the endpoint is given in code.
func load(options ...func(*config.LoadOptions) error) aws.Config {
	url := os.Getenv("AWS_ENDPOINT_URL")
	resolver := aws.EndpointResolverWithOptionsFunc(
		func(service, region string, _ ...interface{}) (aws.Endpoint, error) {
			return aws.Endpoint{URL: url, SigningRegion: region}, nil
		})
	options = append(options, config.WithEndpointResolverWithOptions(resolver))
	loaded, err := config.LoadDefaultConfig(context.Background(), options...)
	must(err)
	return loaded
}

func main() {
	ctx := context.Background()
	told := map[string]interface{}{}
	ours := ec2.NewFromConfig(load())
	theirs := ec2.NewFromConfig(load(
		config.WithRegion("eu-west-1"),
		config.WithCredentialsProvider(
			credentials.NewStaticCredentialsProvider(os.Getenv("THEIR_KEY"), "x", "x"))))

	security := sts.NewFromConfig(load())
	identity, err := security.GetCallerIdentity(ctx, &sts.GetCallerIdentityInput{})
	must(err)
	told["identity"] = []string{*identity.Account, *identity.Arn}

	role, err := security.AssumeRole(ctx, &sts.AssumeRoleInput{
		RoleArn:         aws.String("arn:aws:iam::" + os.Getenv("THEIR_ACCOUNT") + ":role/peering"),
		RoleSessionName: aws.String("session"),
	})
	must(err)
	assumed := sts.NewFromConfig(load(config.WithCredentialsProvider(
		credentials.NewStaticCredentialsProvider(
			*role.Credentials.AccessKeyId,
			*role.Credentials.SecretAccessKey,
			*role.Credentials.SessionToken))))
	other, err := assumed.GetCallerIdentity(ctx, &sts.GetCallerIdentityInput{})
	must(err)
	told["assumed"] = *other.Account
	told["expiresLater"] = role.Credentials.Expiration.After(time.Now())

	request, err := ours.CreateVpcPeeringConnection(ctx, &ec2.CreateVpcPeeringConnectionInput{
		VpcId:       aws.String(os.Getenv("OUR_VPC")),
		PeerVpcId:   aws.String(os.Getenv("THEIR_VPC")),
		PeerOwnerId: aws.String(os.Getenv("THEIR_ACCOUNT")),
		PeerRegion:  aws.String("eu-west-1"),
		TagSpecifications: []types.TagSpecification{{
			ResourceType: types.ResourceTypeVpcPeeringConnection,
			Tags:         []types.Tag{{Key: aws.String("Name"), Value: aws.String("ä & <b>")}},
		}},
	})
	must(err)
	id := *request.VpcPeeringConnection.VpcPeeringConnectionId
	told["requested"] = request.VpcPeeringConnection.Status.Code
	told["tags"] = request.VpcPeeringConnection.Tags
	named := &ec2.DescribeVpcPeeringConnectionsInput{VpcPeeringConnectionIds: []string{id}}

	must(ec2.NewVpcPeeringConnectionExistsWaiter(theirs).Wait(ctx, named, 10*time.Second))
	told["exists"] = "SUCCESS"

	accepted, err := theirs.AcceptVpcPeeringConnection(ctx, &ec2.AcceptVpcPeeringConnectionInput{
		VpcPeeringConnectionId: aws.String(id),
	})
	must(err)
	told["accepted"] = accepted.VpcPeeringConnection.Status.Code
	active, err := ours.DescribeVpcPeeringConnections(ctx, named)
	must(err)
	told["active"] = active.VpcPeeringConnections[0].Status.Code

	refused := [][]interface{}{}
	note := func(err error) {
		var api smithy.APIError
		var response *awshttp.ResponseError
		if errors.As(err, &api) && errors.As(err, &response) {
			refused = append(refused, []interface{}{api.ErrorCode(), response.HTTPStatusCode(), 1})
		}
	}
	_, err = ours.AcceptVpcPeeringConnection(ctx, &ec2.AcceptVpcPeeringConnectionInput{
		VpcPeeringConnectionId: aws.String("pcx-00000000"),
	})
	note(err)
	_, err = ours.DescribeVpcs(ctx, &ec2.DescribeVpcsInput{DryRun: aws.Bool(true)})
	note(err)
	_, err = ours.RunScheduledInstances(ctx, &ec2.RunScheduledInstancesInput{
		ScheduledInstanceId: aws.String("sci-1"),
		LaunchSpecification: &types.ScheduledInstancesLaunchSpecification{
			ImageId: aws.String("ami-1"),
		},
	})
	note(err)
	told["refused"] = refused

	pages := []int{}
	paginator := ec2.NewDescribeVpcsPaginator(ours, &ec2.DescribeVpcsInput{MaxResults: aws.Int32(5)})
	for paginator.HasMorePages() {
		page, err := paginator.NextPage(ctx)
		must(err)
		pages = append(pages, len(page.Vpcs))
	}
	told["pages"] = pages

	_, err = ours.DeleteVpcPeeringConnection(ctx, &ec2.DeleteVpcPeeringConnectionInput{
		VpcPeeringConnectionId: aws.String(id),
	})
	must(err)
	must(ec2.NewVpcPeeringConnectionDeletedWaiter(ours).Wait(ctx, named, 10*time.Second))
	told["deleted"] = "SUCCESS"

	must(json.NewEncoder(os.Stdout).Encode(told))
}
