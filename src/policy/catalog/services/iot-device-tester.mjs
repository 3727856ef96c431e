// AWS IoT Device Tester. Made by scripts/build-catalog.mjs; see services.LICENSE.
export default {
"prefix":"iot-device-tester","name":"AWS IoT Device Tester",
"keys":[],
"resources":[],
"actions":[
["CheckVersion","R"],
["DownloadTestSuite","R"],
["LatestIdt","R"],
["SendMetrics","W"],
["SupportedVersion","R"]
]};
