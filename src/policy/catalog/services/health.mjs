// AWS Health APIs and Notifications. Made by scripts/build-catalog.mjs; see services.LICENSE.
export default {
"prefix":"health","name":"AWS Health APIs and Notifications",
"keys":[
["health:eventTypeCode","String"],
["health:service","String"]
],
"resources":[
["event","arn:${Partition}:health:*::event/${Service}/${EventTypeCode}/*"]
],
"actions":[
["DescribeAffectedAccountsForOrganization","R"],
["DescribeAffectedEntities","R",[[0,1]],[0,1]],
["DescribeAffectedEntitiesForOrganization","R"],
["DescribeEntityAggregates","R"],
["DescribeEntityAggregatesForOrganization","R"],
["DescribeEventAggregates","R"],
["DescribeEventDetails","R",[[0,1]],[0,1]],
["DescribeEventDetailsForOrganization","R"],
["DescribeEventTypes","R"],
["DescribeEvents","R"],
["DescribeEventsForOrganization","R"],
["DescribeHealthServiceStatusForOrganization","R"],
["DisableHealthServiceAccessForOrganization","P"],
["EnableHealthServiceAccessForOrganization","P"]
]};
