// Amazon EventBridge Scheduler. Made by scripts/build-catalog.mjs; see services.LICENSE.
export default {
"prefix":"scheduler","name":"Amazon EventBridge Scheduler",
"keys":[
["aws:RequestTag/${TagKey}","String"],
["aws:ResourceTag/${TagKey}","String"],
["aws:TagKeys","ArrayOfString"]
],
"resources":[
["schedule","arn:${Partition}:scheduler:${Region}:${Account}:schedule/${GroupName}/${ScheduleName}"],
["schedule-group","arn:${Partition}:scheduler:${Region}:${Account}:schedule-group/${GroupName}",[1]]
],
"actions":[
["CreateSchedule","W",[[0,1]],[1]],
["CreateScheduleGroup","W",[[1,1]],[0,2]],
["DeleteSchedule","W",[[0,1]],[1]],
["DeleteScheduleGroup","W",[[1,1]],[1]],
["GetSchedule","R",[[0,1]],[1]],
["GetScheduleGroup","R",[[1,1]],[1]],
["ListScheduleGroups","L"],
["ListSchedules","L"],
["ListSchedulesByTarget","L"],
["ListTagsForResource","R",[[1,0]],[1]],
["TagResource","T",[[1,1]],[0,1,2]],
["UntagResource","T",[[1,1]],[1,2]],
["UpdateSchedule","W",[[0,1]],[1]]
]};
