using System.Diagnostics;
using DeepQ.Serving.Hosting;

namespace DeepQ.Serving.Tests.Hosting;

/// <summary>Whatever stands at the path, the service goes on, tells of it without the path, and ends when it is told to.</summary>
public sealed class RestlessFileTests : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private readonly PolicyFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_file_of_the_same_length_and_time_is_noticed_without_a_notice()
    {
        using ReloadingPolicy policy = new(Options());
        string version = policy.Version;
        DateTime time = File.GetLastWriteTimeUtc(_folder.File);

        File.WriteAllBytes(_folder.File, PolicyFolder.Numbered(3));
        File.SetLastWriteTimeUtc(_folder.File, time);

        await Until(() => policy.Version != version);
    }

    [Fact]
    public async Task A_folder_that_is_made_anew_is_followed()
    {
        using ReloadingPolicy policy = new(Options());
        string version = policy.Version, folder = Path.GetDirectoryName(_folder.File)!;

        Directory.Delete(folder, recursive: true);
        await Until(() => policy.Refusal == "The file does not exist.");
        Directory.CreateDirectory(folder);
        _folder.Put(PolicyFolder.Numbered(3));

        await Until(() => policy.Version != version && policy.Refusal is null);
    }

    [Trait("Category", "Slow")]
    [Fact]
    public async Task A_pipe_at_the_path_blocks_nothing()
    {
        if (OperatingSystem.IsWindows())
            return;
        ReloadingPolicy policy = new(Options());
        string version = policy.Version;

        File.Delete(_folder.File);
        Process.Start("mkfifo", _folder.File).WaitForExit();
        await Until(() => policy.Refusal?.Contains("not a regular file", StringComparison.Ordinal) == true);
        Assert.DoesNotContain(Path.GetDirectoryName(_folder.File)!, policy.Refusal, StringComparison.Ordinal);
        File.Delete(_folder.File);
        _folder.Put(PolicyFolder.Numbered(3));
        await Until(() => policy.Version != version);

        long start = Environment.TickCount64;
        policy.Dispose();
        Assert.InRange(Environment.TickCount64 - start, 0, 3_000);
    }

    [Trait("Category", "Slow")]
    [Fact]
    public async Task A_file_that_never_settles_is_told_of()
    {
        using ReloadingPolicy policy = new(Options());
        using CancellationTokenSource stop = new();
        Task writing = Task.Run(async () =>
        {
            for (int k = 3; !stop.IsCancellationRequested; k++)
            {
                _folder.Put(PolicyFolder.Numbered(k));
                await Task.Delay(2);
            }
        });

        await Until(() => policy.Refusal?.Contains("keeps changing", StringComparison.Ordinal) == true);
        stop.Cancel();
        await writing;

        await Until(() => policy.Refusal is null);
    }

    [Trait("Category", "Slow")]
    [Fact]
    public void A_watch_whose_look_never_ends_is_left_in_time()
    {
        using ManualResetEventSlim never = new();
        using ManualResetEventSlim looking = new();
        PolicyFileWatch watch = new(
            _folder.File,
            TimeSpan.FromMilliseconds(1),
            _ =>
            {
                looking.Set();
                never.Wait(CancellationToken.None);
                return Task.CompletedTask;
            },
            Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance);
        looking.Wait();

        long start = Environment.TickCount64;
        watch.Dispose();

        Assert.InRange(Environment.TickCount64 - start, 1_000, 4_000);
        never.Set();
    }

    private PolicyServiceOptions Options() => new()
    {
        Path = _folder.File,
        PollInterval = TimeSpan.FromMilliseconds(20),
        SettleTime = TimeSpan.FromMilliseconds(20),
    };

    private static async Task Until(Func<bool> condition)
    {
        long start = Environment.TickCount64;
        while (!condition())
        {
            Assert.True(Environment.TickCount64 - start < Limit.TotalMilliseconds, "It never came to pass.");
            await Task.Delay(5);
        }
    }
}
