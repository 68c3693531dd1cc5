using DeepQ.Onnx;
using DeepQ.Serving;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace PolicyServer.Tests;

/// <summary>The server on a free port of this machine, with a policy whose values can be worked out by hand.</summary>
/// <remarks>The policy Q(s) = k · (s₀, s₁, 0) with the actions a, b and c.</remarks>
public sealed class ServedPolicy : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("deepq-server-").FullName;
    private readonly WebApplicationFactory<Program> _application;

    public ServedPolicy()
        : this(microBatch: false)
    {
    }

    internal ServedPolicy(bool microBatch)
    {
        Put(1);
        // The one instance that is configured is the one that serves.
#pragma warning disable CA2000
        _application = new WebApplicationFactory<Program>().WithWebHostBuilder(host => host
            .UseSetting("Server:Policy", PolicyPath)
            .UseSetting("Server:MaxStates", "100")
            .UseSetting("Server:MaxBodyBytes", "65536")
            .UseSetting("Server:MicroBatch", $"{microBatch}")
            .UseSetting("Logging:LogLevel:Default", "None"));
#pragma warning restore CA2000
        _application.UseKestrel(0);
        _application.StartServer();
        Client = _application.CreateClient();
    }

    public HttpClient Client { get; }

    public string PolicyPath => Path.Combine(_folder, "policy.onnx");

    internal ReloadingPolicy Policy => _application.Services.GetRequiredService<ReloadingPolicy>();

    /// <summary>Replaces the file by the policy of this factor; null for a file that is none.</summary>
    public void Put(float? factor)
    {
        string next = Path.Combine(_folder, "next");
        File.WriteAllBytes(next, factor is { } k ? Model(k) : [1, 2, 3]);
        File.Move(next, PolicyPath, overwrite: true);
    }

    public void Dispose()
    {
        Client.Dispose();
        _application.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private static byte[] Model(float k) => PolicyGraph.ToBytes(
        [new LinearLayer(new float[] { k, 0, 0, k, 0, 0 }, new float[3])],
        new PolicyMetadata
        {
            ObservationShape = [2],
            ActionNames = ["a", "b", "c"],
            Gamma = 0.5,
            Algorithm = "by hand",
        });
}
