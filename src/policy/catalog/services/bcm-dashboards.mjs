// AWS Billing and Cost Management Dashboards. Made by scripts/build-catalog.mjs; see services.LICENSE.
export default {
"prefix":"bcm-dashboards","name":"AWS Billing and Cost Management Dashboards",
"keys":[
["aws:RequestTag/${TagKey}","String"],
["aws:ResourceTag/${TagKey}","String"],
["aws:TagKeys","ArrayOfString"]
],
"resources":[
["dashboard","arn:${Partition}:bcm-dashboards::${Account}:dashboard/${DashboardName}",[1,2]],
["scheduled-report","arn:${Partition}:bcm-dashboards::${Account}:scheduled-report/${ScheduledReportName}",[1,2]]
],
"actions":[
["CreateDashboard","W"],
["CreateScheduledReport","W",[],[1,2]],
["DeleteDashboard","W"],
["DeleteScheduledReport","W"],
["ExecuteScheduledReport","W"],
["GetDashboard","R"],
["GetResourcePolicy","R"],
["GetScheduledReport","R"],
["ListDashboards","R"],
["ListScheduledReports","L"],
["ListTagsForResource","R"],
["TagResource","T",[],[0,2]],
["UntagResource","T",[],[2]],
["UpdateDashboard","W"],
["UpdateScheduledReport","W"]
]};
