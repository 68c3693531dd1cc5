using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Builder;

namespace PolicyServer.Tests.Page;

/// <summary>The server with the policy of models/CartPole-v1.</summary>
public sealed class ServedCartPole : IAsyncLifetime
{
    private readonly WebApplication _application = Server.Build(
        ["--policy", Policy(), "--urls=http://127.0.0.1:0", "--Logging:LogLevel:Default=None"]);

    public Uri Address => new(_application.Urls.First());

    public Task InitializeAsync() => _application.StartAsync();

    public Task DisposeAsync() => _application.DisposeAsync().AsTask();

    private static string Policy([CallerFilePath] string file = "") => Path.GetFullPath(Path.Combine(
        Path.GetDirectoryName(file)!, "..", "..", "..", "models", "CartPole-v1", "policy.onnx"));
}
