# The course of a peering with the AWS SDK for Ruby, version 1.
require "aws-sdk-v1"
require "json"
require "uri"

url = URI(ENV["AWS_ENDPOINT_URL"])
AWS.config(
  use_ssl: false,
  access_key_id: ENV["AWS_ACCESS_KEY_ID"],
  secret_access_key: ENV["AWS_SECRET_ACCESS_KEY"],
  session_token: ENV["AWS_SESSION_TOKEN"],
  region: ENV["AWS_REGION"],
  ec2_endpoint: url.host, ec2_port: url.port,
)
ours = AWS::EC2::Client.new
theirs = AWS::EC2::Client.new(
  access_key_id: ENV["THEIR_KEY"], secret_access_key: "x", session_token: "x", region: "eu-west-1",
)
told = {}

request = ours.create_vpc_peering_connection(
  vpc_id: ENV["OUR_VPC"], peer_vpc_id: ENV["OTHER_VPC"],
)
id = request[:vpc_peering_connection][:vpc_peering_connection_id]
told["requested"] = request[:vpc_peering_connection][:status][:code]
ours.create_tags(resources: [id], tags: [{ key: "Name", value: "ä & <b>" }])

accepted = ours.accept_vpc_peering_connection(vpc_peering_connection_id: id)
told["accepted"] = accepted[:vpc_peering_connection][:status][:code]
named = { vpc_peering_connection_ids: [id] }
active = ours.describe_vpc_peering_connections(named)[:vpc_peering_connection_set][0]
told["active"] = active[:status][:code]
told["tags"] = active[:tag_set].map { |tag| { "Key" => tag[:key], "Value" => tag[:value] } }

told["refused"] = []
[
  -> { ours.accept_vpc_peering_connection(vpc_peering_connection_id: "pcx-00000000") },
  -> { ours.describe_vpcs(dry_run: true) },
  -> { ours.describe_conversion_tasks },
].each do |call|
  call.call
rescue AWS::Errors::Base => error
  told["refused"] << [error.code, error.http_response.status, 1]
end

told["seen"] = theirs.describe_vpc_peering_connections[:vpc_peering_connection_set].size
ours.delete_vpc_peering_connection(vpc_peering_connection_id: id)
deleted = ours.describe_vpc_peering_connections(named)[:vpc_peering_connection_set][0]
told["deleted"] = deleted[:status][:code]
puts JSON.generate(told)
