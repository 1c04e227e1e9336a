#!/bin/sh
# The course of a peering with the AWS CLI, as a shell script goes through it.
set -eu

id=$(aws ec2 create-vpc-peering-connection --vpc-id "$OUR_VPC" --peer-vpc-id "$THEIR_VPC" \
  --peer-owner-id "$THEIR_ACCOUNT" --peer-region eu-west-1 --tag-specifications \
  'ResourceType=vpc-peering-connection,Tags=[{Key=Name,Value="ä & <b>"}]' \
  --query VpcPeeringConnection.VpcPeeringConnectionId --output text)
aws ec2 wait vpc-peering-connection-exists --profile theirs --region eu-west-1 \
  --vpc-peering-connection-ids "$id"
aws ec2 accept-vpc-peering-connection --profile theirs --region eu-west-1 \
  --vpc-peering-connection-id "$id" \
  --query VpcPeeringConnection.Status.Code --output text
aws ec2 describe-vpc-peering-connections --filters Name=status-code,Values=active \
  --query 'VpcPeeringConnections[].[Status.Code, Tags[0].Value]' --output text
aws ec2 accept-vpc-peering-connection --vpc-peering-connection-id pcx-00000000 2>&1 || true
aws ec2 describe-vpcs --dry-run 2>&1 || true
aws s3 ls 2>&1 || true
aws ec2 delete-vpc-peering-connection --vpc-peering-connection-id "$id"
aws ec2 wait vpc-peering-connection-deleted \
  --vpc-peering-connection-ids "$id"
echo deleted
