"""AWS services that a VPC can reach through an endpoint."""

import hashlib

GATEWAY_SERVICES = {
    "s3": ("52.216.0.0/15", "54.231.0.0/16"),
    "dynamodb": ("52.94.0.0/22", "52.119.224.0/20"),
}
"""The services with gateway endpoints, each with some of its CIDR blocks."""

_NAMES = """
    access-analyzer account acm acm-pca airflow.api airflow.env airflow.ops amplify
    analytics-omics apigateway app-integrations appconfig appconfigdata appflow
    application-autoscaling application-signals appmesh appmesh-envoy-management apprunner
    apprunner.requests appstream.api appstream.streaming appsync appsync-api aps aps-workspaces
    arc-zonal-shift athena auditmanager aurora-dsql auth-manager autoscaling autoscaling-plans
    b2bi backup backup-gateway batch bcm-data-exports bedrock bedrock-agent
    bedrock-agent-runtime bedrock-runtime billing braket budgets cassandra cassandra-fips
    cleanrooms cloudcontrolapi clouddirectory cloudformation cloudhsmv2 cloudtrail
    codeartifact.api codeartifact.repositories codebuild codecommit codeconnections codedeploy
    codedeploy-commands-secure codeguru-profiler codeguru-reviewer codepipeline
    codestar-connections.api cognito-idp comprehend comprehendmedical config connect-campaigns
    control-storage-omics controlcatalog cost-optimization-hub data-servicediscovery databrew
    dataexchange datasync datazone deadline.management deadline.scheduling devops-guru
    directconnect dms ds dynamodb-streams ebs ec2 ec2messages ecr.api ecr.dkr ecs ecs-agent
    ecs-telemetry eks eks-auth elastic-inference.runtime elasticache elasticbeanstalk
    elasticbeanstalk-health elasticfilesystem elasticloadbalancing elasticmapreduce email-smtp
    emr-containers emr-serverless emrwal.prod entityresolution events evidently execute-api
    finspace fis forecast forecastquery frauddetector freetier fsx git-codecommit glue grafana
    grafana-workspace greengrass groundstation guardduty guardduty-data healthlake
    iam-roles-anywhere identitystore imagebuilder inspector-scan inspector2 internetmonitor
    invoicing iot.credentials iot.data iot.fleethub.api iotfleetwise iotroborunner
    iotsitewise.api iotsitewise.data iottwinmaker.api iottwinmaker.data iotwireless.api kafka
    kafka-fips kendra kinesis-firehose kinesis-streams kms kms-fips lakeformation lambda
    launchwizard lex-models-v2 lex-runtime-v2 license-manager
    license-manager-user-subscriptions logs lookoutequipment lookoutmetrics lookoutvision m2
    macie2 managedblockchain-query marketplacemetering mediaconnect medical-imaging memorydb
    mgn migrationhub-orchestrator models-v2-lex monitoring neptune-graph network-firewall
    networkflowmonitor networkmonitor nimble observabilityadmin organizations outposts panorama
    payment-cryptography.controlplane payment-cryptography.dataplane pca-connector-ad pcs
    personalize pi pinpoint pinpoint-sms-voice-v2 pipes polly pricing.api private-networks
    proton qbusiness qldb.session quicksight-website ram rbin rds rds-data redshift
    redshift-data redshift-serverless refactor-spaces rekognition repost resource-explorer-2
    resource-groups resource-groups-tagging robomaker rolesanywhere route53resolver rum
    rum-dataplane s3-global.accesspoint s3-outposts s3express s3tables sagemaker.api
    sagemaker.featurestore-runtime sagemaker.metrics sagemaker.runtime savingsplans scheduler
    schemas secretsmanager securityhub securitylake serverlessrepo servicecatalog
    servicecatalog-appregistry servicediscovery servicequotas ses signer simspaceweaver
    sms-voice snow-device-management sns sqs ssm ssm-contacts ssm-incidents ssm-quicksetup
    ssmmessages states storage-omics storagegateway streaming-rekognition sts swf sync-states
    synthetics tagging tax textract thinclient.api timestream-influxdb transcribe
    transcribestreaming transfer transfer.server translate trustedadvisor verifiedpermissions
    voiceid vpc-lattice wellarchitected wickr wisdom workflows-omics workmail workspaces xray
"""

INTERFACE_SERVICES = frozenset(_NAMES.split())
"""The services that have interface endpoints only."""

_KNOWN_LISTS = {
    "com.amazonaws.us-east-1.s3": "pl-63a5400a",
    "com.amazonaws.us-east-1.dynamodb": "pl-02cd2c6b",
}


def service_list_id(service_name: str) -> str:
    """Return the ID of the prefix list of a service in a Region.

    Example:
        >>> service_list_id("com.amazonaws.us-east-1.s3")
        'pl-63a5400a'
    """
    if service_name in _KNOWN_LISTS:
        return _KNOWN_LISTS[service_name]
    return f"pl-{hashlib.blake2b(service_name.encode(), digest_size=4).hexdigest()}"


def service_types(service_name: str, region_name: str) -> tuple[str, ...]:
    """Return the endpoint types of a service in a Region; empty for an unknown service.

    Example:
        >>> service_types("com.amazonaws.us-east-1.ec2", "us-east-1")
        ('Interface',)
    """
    name = service_name.removeprefix(f"com.amazonaws.{region_name}.")
    if name in GATEWAY_SERVICES:
        return ("Gateway", "Interface")
    return ("Interface",) if name in INTERFACE_SERVICES else ()
