"""The questionnaire as data: model, version, answers codec, document; reading and checking stand apart."""
