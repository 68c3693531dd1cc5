using PolicyServer;

try
{
    await using WebApplication app = Server.Build(args);
    await app.RunAsync();
    return 0;
}
catch (Exception failure) when (Server.Explain(failure) is { } explanation)
{
    Console.Error.WriteLine(explanation);
    return 1;
}
