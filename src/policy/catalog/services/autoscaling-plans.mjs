// AWS Auto Scaling. Made by scripts/build-catalog.mjs; see services.LICENSE.
export default {
"prefix":"autoscaling-plans","name":"AWS Auto Scaling",
"keys":[],
"resources":[],
"actions":[
["CreateScalingPlan","W"],
["DeleteScalingPlan","W"],
["DescribeScalingPlanResources","R"],
["DescribeScalingPlans","R"],
["GetScalingPlanResourceForecastData","R"],
["UpdateScalingPlan","W"]
]};
