namespace Microsoft.ML.Runtime;

/// <summary>The environment of a context and, through <see cref="Register"/>, those of its components.</summary>
internal class HostEnvironment : IHostEnvironmentInternal
{
    private readonly Lock _lock = new();
    private readonly Random _rand;
    private readonly MLContext _context;
    private readonly string _name;

    internal HostEnvironment(MLContext context, Random rand, string name = null)
    {
        _context = context;
        _rand = rand;
        _name = name;
    }

    public string ContextDescription => "HostEnvironment";

    public ComponentCatalog ComponentCatalog => _context.ComponentCatalog;

    public int? Seed => _context.Seed;

    public int? GpuDeviceId => _context.GpuDeviceId;

    public bool FallbackToCpu => _context.FallbackToCpu;

    public string TempFilePath => _context.TempFilePath;

    protected Random RandomSource => _rand;

    public IHost Register(string name, int? seed = null, bool? verbose = null)
    {
        if (string.IsNullOrEmpty(name))
            throw new ArgumentOutOfRangeException(nameof(name), "name cannot be null or empty");
        lock (_lock)
        {
            return new Host(_context, new Random(seed ?? _rand.Next()), name);
        }
    }

    public IChannel Start(string name) => new Channel(_context, PathOf(name));

    public IProgressChannel StartProgressChannel(string name) => new ProgressChannel();

    public TException Process<TException>(TException ex)
        where TException : Exception
        => ex;

    private string PathOf(string name) => _name == null ? name : $"{_name}; {name}";

    private sealed class Host(MLContext context, Random rand, string name)
        : HostEnvironment(context, rand, name), IHost
    {
        public Random Rand => RandomSource;
    }
}
