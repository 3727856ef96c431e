// AWS CodeStar Notifications. Made by scripts/build-catalog.mjs; see services.LICENSE.
export default {
"prefix":"codestar-notifications","name":"AWS CodeStar Notifications",
"keys":[
["aws:RequestTag/${TagKey}","String"],
["aws:ResourceTag/${TagKey}","String"],
["aws:TagKeys","ArrayOfString"],
["codestar-notifications:NotificationsForResource","ARN"]
],
"resources":[
["notificationrule","arn:${Partition}:codestar-notifications:${Region}:${Account}:notificationrule/${NotificationRuleId}",[1]]
],
"actions":[
["CreateNotificationRule","W",[[0,1]],[0,1,2,3]],
["DeleteNotificationRule","W",[[0,1]],[0,1,2,3]],
["DeleteTarget","W",[],[0,2]],
["DescribeNotificationRule","R",[[0,1]],[0,1,2,3]],
["ListEventTypes","L"],
["ListNotificationRules","L"],
["ListTagsForResource","L",[[0,1]],[0,2]],
["ListTargets","L",[],[0,2]],
["Subscribe","W",[[0,1]],[0,1,2,3]],
["TagResource","T",[[0,1]],[0,1,2]],
["Unsubscribe","W",[[0,1]],[0,1,2,3]],
["UntagResource","T",[[0,1]],[1,2]],
["UpdateNotificationRule","W",[[0,1]],[0,1,2,3]]
]};
