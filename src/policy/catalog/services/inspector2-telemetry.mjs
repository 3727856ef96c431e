// Amazon Inspector2 Telemetry Channel. Made by scripts/build-catalog.mjs; see services.LICENSE.
export default {
"prefix":"inspector2-telemetry","name":"Amazon Inspector2 Telemetry Channel",
"keys":[],
"resources":[],
"actions":[
["NotifyHeartbeat","W"],
["SendTelemetry","W"],
["SendTelemetryEvent","W"],
["StartSession","W"],
["StopSession","W"]
]};
