// AWS Application Auto Scaling. Made by scripts/build-catalog.mjs; see services.LICENSE.
export default {
"prefix":"application-autoscaling","name":"AWS Application Auto Scaling",
"keys":[
["application-autoscaling:scalable-dimension","String"],
["application-autoscaling:service-namespace","String"],
["aws:RequestTag/${TagKey}","String"],
["aws:ResourceTag/${TagKey}","String"],
["aws:TagKeys","ArrayOfString"]
],
"resources":[
["ScalableTarget","arn:${Partition}:application-autoscaling:${Region}:${Account}:scalable-target/${ResourceId}",[3]]
],
"actions":[
["DeleteScalingPolicy","W",[[0,1]],[0,1]],
["DeleteScheduledAction","W",[[0,1]],[0,1]],
["DeregisterScalableTarget","W",[[0,1]],[0,1]],
["DescribeScalableTargets","R"],
["DescribeScalingActivities","R"],
["DescribeScalingPolicies","R"],
["DescribeScheduledActions","R"],
["GetPredictiveScalingForecast","L"],
["ListTagsForResource","R",[[0,1]]],
["PutScalingPolicy","W",[[0,1]],[0,1]],
["PutScheduledAction","W",[[0,1]],[0,1]],
["RegisterScalableTarget","W",[[0,1]],[0,1,2,4]],
["TagResource","T",[[0,1]],[2,4]],
["UntagResource","T",[[0,1]],[4]]
]};
