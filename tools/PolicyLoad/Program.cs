using System.CommandLine;
using PolicyLoad;
using PolicyServer;

Option<string> policy = new("--policy") { Description = "The ONNX file that is served", DefaultValueFactory = _ => ServerOptions.DefaultPolicy };
Option<int> seconds = new("--seconds") { Description = "The seconds that each measurement takes, from 1 to 60", DefaultValueFactory = _ => 3 };
seconds.Validators.Add(result =>
{
    if (result.GetValueOrDefault<int>() is < 1 or > 60)
        result.AddError("--seconds must be from 1 to 60.");
});
RootCommand command = new("Measures the PolicyServer on this machine: requests and states per second, and how long they take.") { policy, seconds };
command.SetAction(async parsed =>
{
    try
    {
        return await LoadTest.RunAsync(parsed.GetValue(policy)!, TimeSpan.FromSeconds(parsed.GetValue(seconds)));
    }
    catch (Exception failure) when (Server.Explain(failure) is { } explanation)
    {
        Console.Error.WriteLine(explanation);
        return 1;
    }
});
return await command.Parse(args).InvokeAsync();
