using DeepQ.Tool;

return await DeepQCommand.RunAsync(args, Console.Out, Console.Error).ConfigureAwait(false);
