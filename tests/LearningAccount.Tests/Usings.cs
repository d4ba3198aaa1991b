global using Xunit;
global using FactTables = LearningAccount.Records.Storage.Tables;
