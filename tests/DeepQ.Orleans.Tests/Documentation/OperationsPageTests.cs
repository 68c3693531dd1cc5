using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Security.Cryptography.X509Certificates;
using System.Text.RegularExpressions;
using DeepQ.Decisions.PostgreSql.Tests;
using DeepQ.MLNet.Tests.Documentation;
using DeepQ.MLNet.Tests.Support;
using DeepQ.Orleans.Tests.Support;

namespace DeepQ.Orleans.Tests.Documentation;

/// <summary>Compiles the program of docs/cluster-operations.md with each way to join, and runs silos and a client as processes.</summary>
[Trait("Category", "Slow")]
public sealed partial class OperationsPageTests(RedisServer redis, PostgreSqlServer database)
    : IClassFixture<RedisServer>, IClassFixture<PostgreSqlServer>, IDisposable
{
    private static readonly string[] Snippets = [.. Page().Split("```csharp\n")[1..].Select(part => part.Split("```")[0])];

    private readonly TemporaryFolder _folder = new();
    private readonly List<Process> _silos = [];

    public void Dispose()
    {
        foreach (Process silo in _silos)
        {
            silo.Kill(entireProcessTree: true);
            silo.WaitForExit();
            silo.Dispose();
        }

        _folder.Dispose();
    }

    [RedisFact]
    public void Processes_find_each_other_by_Redis()
    {
        // The programs inherit it.
        Environment.SetEnvironmentVariable("CLUSTER_REDIS", redis.ConnectionString);
        using SnippetProgram program = Program(1);
        StartSilo(program, _folder.Path);
        StartSilo(program, _folder.Path);
        Sweep(program);
    }

    [PostgreSqlFact]
    public void Processes_find_each_other_by_PostgreSQL()
    {
        string connectionString = database.NewSchema();
        MembershipTables.Create(connectionString);
        Environment.SetEnvironmentVariable("CLUSTER_DATABASE", connectionString);
        using SnippetProgram program = Program(2);
        StartSilo(program, _folder.Path);
        StartSilo(program, _folder.Path);
        Sweep(program);
    }

    [RedisFact]
    public async Task Processes_with_certificates_of_one_authority_sweep_and_silos_without_one_end()
    {
        Environment.SetEnvironmentVariable("CLUSTER_REDIS", $"{redis.ConnectionString},defaultDatabase=1");
        using CertificateAuthority own = new("trainings");
        using CertificateAuthority other = new("somebody else");
        using SnippetProgram program = Program(3);
        using SnippetProgram open = Program(1);
        Write(own, _folder.Path);
        StartSilo(program, _folder.Path);
        Sweep(program);

        // They can announce themselves in the store, but no silo answers them.
        string elsewhere = Directory.CreateDirectory(_folder.File("elsewhere")).FullName;
        Write(other, elsewhere);
        Process[] strangers = [StartSilo(program, elsewhere), StartSilo(open, elsewhere)];
        Assert.Contains("Authentication failed", await EndOfAsync(strangers[0]), StringComparison.Ordinal);
        Assert.Contains("Connection terminated prematurely", await EndOfAsync(strangers[1]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Metrics_of_the_page_exist()
    {
        string[] named = [.. MetricName().Matches(Page()).Select(match => match.Groups[1].Value).Distinct()];
        Assert.True(named.Length >= 5);
        ConcurrentDictionary<string, bool> existing = [];
        using MeterListener listener = new()
        {
            InstrumentPublished = (instrument, _) => existing[instrument.Name] = instrument.Meter.Name == "Microsoft.Orleans",
        };
        listener.Start();
        await using TrainingCluster cluster = await TrainingCluster.StartAsync(_folder.Path, Ponds.Training(), silos: 1);
        Assert.All(named, name => Assert.True(existing.GetValueOrDefault(name), name));
    }

    [GeneratedRegex("`(orleans-[a-z-]+)`")]
    private static partial Regex MetricName();

    private static SnippetProgram Program(int joining) =>
        SnippetProgram.Compile("using System.Threading.Tasks;\n" + Snippets[0], Snippets[joining]);

    private static void Write(CertificateAuthority authority, string folder)
    {
        File.WriteAllBytes(Path.Combine(folder, "authority.cer"), authority.Certificate.Export(X509ContentType.Cert));
        File.WriteAllBytes(Path.Combine(folder, "own.pfx"), authority.Issue("own"));
    }

    private Process StartSilo(SnippetProgram program, string folder)
    {
        string[] ports = [.. FreePorts.Find(2).Select(port => port.ToString(CultureInfo.InvariantCulture))];
        Process silo = program.Start(folder, ["silo", "127.0.0.1", .. ports]);
        _silos.Add(silo);
        return silo;
    }

    private static async Task<string> EndOfAsync(Process silo)
    {
        Task<string> errors = silo.StandardError.ReadToEndAsync();
        string output = await silo.StandardOutput.ReadToEndAsync().WaitAsync(TimeSpan.FromMinutes(2)) + await errors;
        await silo.WaitForExitAsync();
        Assert.NotEqual(0, silo.ExitCode);
        return output;
    }

    private void Sweep(SnippetProgram program)
    {
        (int exitCode, string output) = program.Run(_folder.Path, TimeSpan.FromMinutes(2));
        Assert.True(exitCode == 0, output);
        Assert.Contains("best: candidate ", output, StringComparison.Ordinal);
        Assert.Equal(5, File.ReadAllLines(_folder.File(Path.Combine("sweep", "trials.jsonl"))).Length);
    }

    private static string Page([CallerFilePath] string file = "") => File.ReadAllText(
        Path.Combine(Path.GetDirectoryName(file)!, "..", "..", "..", "docs", "cluster-operations.md")).ReplaceLineEndings("\n");
}
