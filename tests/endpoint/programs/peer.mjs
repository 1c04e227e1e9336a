// The course of a peering with the AWS SDK for JavaScript v3, its waiters and paginators.
import { createRequire } from "node:module";

const require = createRequire(process.env.PROGRAMS + "/");
const ec2 = require("@aws-sdk/client-ec2");
const sts = require("@aws-sdk/client-sts");

const ours = new ec2.EC2Client({});
const theirs = new ec2.EC2Client({
  region: "eu-west-1",
  credentials: { accessKeyId: process.env.THEIR_KEY, secretAccessKey: "x", sessionToken: "x" },
});
const told = {};

const { Account, Arn } = await new sts.STSClient({}).send(new sts.GetCallerIdentityCommand({}));
told.identity = [Account, Arn];

const { Credentials } = await new sts.STSClient({}).send(
  new sts.AssumeRoleCommand({
    RoleArn: `arn:aws:iam::${process.env.THEIR_ACCOUNT}:role/peering`,
    RoleSessionName: "session",
  }),
);
const role = new sts.STSClient({
  credentials: {
    accessKeyId: Credentials.AccessKeyId,
    secretAccessKey: Credentials.SecretAccessKey,
    sessionToken: Credentials.SessionToken,
  },
});
told.assumed = (await role.send(new sts.GetCallerIdentityCommand({}))).Account;
told.expiresLater = Credentials.Expiration > new Date();

const request = await ours.send(
  new ec2.CreateVpcPeeringConnectionCommand({
    VpcId: process.env.OUR_VPC,
    PeerVpcId: process.env.THEIR_VPC,
    PeerOwnerId: process.env.THEIR_ACCOUNT,
    PeerRegion: "eu-west-1",
    TagSpecifications: [
      { ResourceType: "vpc-peering-connection", Tags: [{ Key: "Name", Value: "ä & <b>" }] },
    ],
  }),
);
const id = request.VpcPeeringConnection.VpcPeeringConnectionId;
told.requested = request.VpcPeeringConnection.Status.Code;
told.tags = request.VpcPeeringConnection.Tags;
const named = { VpcPeeringConnectionIds: [id] };

const exists = await ec2.waitUntilVpcPeeringConnectionExists(
  { client: theirs, maxWaitTime: 10, minDelay: 1 },
  named,
);
told.exists = exists.state;

const accepted = await theirs.send(
  new ec2.AcceptVpcPeeringConnectionCommand({ VpcPeeringConnectionId: id }),
);
told.accepted = accepted.VpcPeeringConnection.Status.Code;
const active = await ours.send(new ec2.DescribeVpcPeeringConnectionsCommand(named));
told.active = active.VpcPeeringConnections[0].Status.Code;

told.refused = [];
for (const command of [
  new ec2.AcceptVpcPeeringConnectionCommand({ VpcPeeringConnectionId: "pcx-00000000" }),
  new ec2.DescribeVpcsCommand({ DryRun: true }),
  new ec2.RunScheduledInstancesCommand({
    ScheduledInstanceId: "sci-1",
    LaunchSpecification: { ImageId: "ami-1" },
  }),
]) {
  try {
    await ours.send(command);
  } catch (error) {
    told.refused.push([error.name, error.$metadata.httpStatusCode, error.$metadata.attempts]);
  }
}

told.pages = [];
for await (const page of ec2.paginateDescribeVpcs({ client: ours, pageSize: 5 }, {})) {
  told.pages.push(page.Vpcs.length);
}

await ours.send(new ec2.DeleteVpcPeeringConnectionCommand({ VpcPeeringConnectionId: id }));
const deleted = await ec2.waitUntilVpcPeeringConnectionDeleted(
  { client: ours, maxWaitTime: 10, minDelay: 1 },
  named,
);
told.deleted = deleted.state;

console.log(JSON.stringify(told));
