using Microsoft.AspNetCore.Builder;

namespace PolicyServer.Tests.Page;

/// <summary>The server with the policy that comes with it.</summary>
public sealed class ServedCartPole : IAsyncLifetime
{
    private readonly WebApplication _application =
        Server.Build(["--urls=http://127.0.0.1:0", "--Logging:LogLevel:Default=None"]);

    public Uri Address => new(_application.Urls.First());

    public Task InitializeAsync() => _application.StartAsync();

    public Task DisposeAsync() => _application.DisposeAsync().AsTask();
}
