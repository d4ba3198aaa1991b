// The rooms of an import have tables of their own: those that people send.
global using FactTables = LearningAccount.Records.Storage.Tables;
