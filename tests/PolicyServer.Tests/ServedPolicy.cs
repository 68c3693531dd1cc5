using DeepQ.Onnx.Policies;
using DeepQ.Serving.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace PolicyServer.Tests;

/// <summary>The server on a free port of this machine, with a policy whose values can be worked out by hand.</summary>
/// <remarks>The policy Q(s) = k · (s₀, s₁, 0) with the actions a, b and c.</remarks>
public sealed class ServedPolicy : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("deepq-server-").FullName;
    private readonly WebApplication _application;

    public ServedPolicy()
        : this(microBatch: false)
    {
    }

    internal ServedPolicy(bool microBatch, byte[]? model = null)
    {
        Put(1);
        if (model is not null)
            File.WriteAllBytes(PolicyPath, model);
        _application = Server.Build(
        [
            "--policy", PolicyPath, "--urls=http://127.0.0.1:0", "--Server:MaxStates=100",
            "--Server:MaxBodyBytes=65536", $"--Server:MicroBatch={microBatch}", "--Logging:LogLevel:Default=None",
        ]);
        _application.StartAsync().GetAwaiter().GetResult();
        Client = new HttpClient { BaseAddress = new Uri(_application.Urls.First()) };
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
        _application.DisposeAsync().AsTask().GetAwaiter().GetResult();
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
