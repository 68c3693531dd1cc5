using Microsoft.ML.Runtime;

namespace Microsoft.ML;

/// <summary>Where everything starts: catalogs, the log, the seed.</summary>
public sealed class MLContext : IHostEnvironmentInternal
{
    private readonly HostEnvironment _root;

    public MLContext(int? seed = null)
    {
        Seed = seed;
        _root = new HostEnvironment(this, seed is int value ? new Random(value) : new Random());
        Data = new DataOperationsCatalog(this);
        Model = new ModelOperationsCatalog(this);
        Transforms = new TransformsCatalog(this);
    }

    /// <summary>Raised for each message that a component sends.</summary>
    public event EventHandler<LoggingEventArgs> Log;

    public DataOperationsCatalog Data { get; }

    public ModelOperationsCatalog Model { get; }

    public TransformsCatalog Transforms { get; }

    public ComponentCatalog ComponentCatalog { get; } = new();

    /// <summary>The GPU that components use where they can, null for none.</summary>
    public int? GpuDeviceId { get; set; }

    /// <summary>Whether to go on without a GPU that cannot be had.</summary>
    public bool FallbackToCpu { get; set; }

    public string TempFilePath { get; set; } = Path.GetTempPath();

    string IExceptionContext.ContextDescription => _root.ContextDescription;

    int? IHostEnvironmentInternal.Seed => Seed;

    internal int? Seed { get; }

    IHost IHostEnvironment.Register(string name, int? seed, bool? verbose) => _root.Register(name, seed, verbose);

    IChannel IChannelProvider.Start(string name) => _root.Start(name);

    IProgressChannel IProgressChannelProvider.StartProgressChannel(string name) => _root.StartProgressChannel(name);

    TException IExceptionContext.Process<TException>(TException ex) => ex;

    internal void RaiseLog(ChannelMessage message, string source)
        => Log?.Invoke(this, new LoggingEventArgs(message.Message, message.Kind, source));
}
