// Amazon Bio Discovery. Made by scripts/build-catalog.mjs; see services.LICENSE.
export default {
"prefix":"researchstudio","name":"Amazon Bio Discovery",
"keys":[],
"resources":[],
"actions":[
["AssignPrincipal","W"],
["CreateApplication","W"],
["DeleteApplication","W"],
["DeletePrincipal","W"],
["GetApplication","R"],
["ListApplications","L"]
]};
