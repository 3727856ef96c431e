// Amazon Polly. Made by scripts/build-catalog.mjs; see services.LICENSE.
export default {
"prefix":"polly","name":"Amazon Polly",
"keys":[],
"resources":[
["lexicon","arn:${Partition}:polly:${Region}:${Account}:lexicon/${LexiconName}"]
],
"actions":[
["DeleteLexicon","W",[[0,1]]],
["DescribeVoices","L"],
["GetLexicon","R",[[0,1]]],
["GetSpeechSynthesisTask","R"],
["ListLexicons","L"],
["ListSpeechSynthesisTasks","L"],
["PutLexicon","W",[[0,1]]],
["StartSpeechSynthesisStream","R",[[0,0]]],
["StartSpeechSynthesisTask","W",[[0,0]]],
["SynthesizeSpeech","R",[[0,0]]]
]};
