using LearningAccount.App.Commands;

return await Root.RunAsync(args, CancellationToken.None);
