using DeepQ.Serving.Hosting;

namespace DeepQ.Serving.Tests.Hosting;

public sealed class PolicyFileWatchTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task A_change_is_noticed_long_before_the_next_poll()
    {
        using PolicyFolder folder = new();
        PolicyServiceOptions options = folder.Options(reloadOnChange: true);
        (options.PollInterval, options.SettleTime) = (TimeSpan.FromHours(1), TimeSpan.FromMilliseconds(20));

        await Follows(folder, options, () => folder.Put(PolicyFolder.Numbered(2)));
    }

    [Fact]
    public async Task A_change_behind_a_link_is_found_by_polling()
    {
        using PolicyFolder folder = new(), elsewhere = new();
        File.Delete(folder.File);
        File.CreateSymbolicLink(folder.File, elsewhere.File);
        PolicyServiceOptions options = folder.Options(reloadOnChange: true);
        (options.PollInterval, options.SettleTime) = (TimeSpan.FromMilliseconds(20), TimeSpan.FromMilliseconds(20));

        await Follows(folder, options, () => elsewhere.Put(PolicyFolder.Numbered(22)));
    }

    [Fact]
    public async Task A_file_that_is_written_piece_by_piece_is_served_when_it_is_whole()
    {
        using PolicyFolder folder = new();
        PolicyServiceOptions options = folder.Options(reloadOnChange: true);
        options.SettleTime = TimeSpan.FromMilliseconds(20);
        byte[] model = PolicyFolder.Numbered(2);

        await Follows(folder, options, () =>
        {
            using FileStream file = new(
                folder.File, FileMode.Create, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
            foreach (byte value in model)
                file.WriteByte(value);
        });
    }

    private static async Task Follows(PolicyFolder folder, PolicyServiceOptions options, Action change)
    {
        RecordingLogger<ReloadingPolicy> log = new();
        TaskCompletionSource replaced = new(TaskCreationOptions.RunContinuationsAsynchronously);
        log.Logged += text =>
        {
            if (text.Contains("replaces", StringComparison.Ordinal))
                replaced.TrySetResult();
        };
        using ReloadingPolicy policy = new(options, log);
        int before = policy.Act([1]);

        change();
        await replaced.Task.WaitAsync(Limit);

        Assert.Equal((2, 0), (before, policy.Act([1])));
        Assert.Equal(PolicyCandidate.VersionOf(File.ReadAllBytes(folder.File)), policy.Version);
    }
}
