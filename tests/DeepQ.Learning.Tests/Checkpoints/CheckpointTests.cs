using DeepQ.Learning.Checkpoints;
using DeepQ.Learning.Training;

namespace DeepQ.Learning.Tests.Checkpoints;

/// <summary>A checkpoint that cannot be written is told of at the start; later it costs no training.</summary>
public sealed class CheckpointTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("deepq-checkpoint-").FullName;
    private readonly Warnings _warnings = new();

    private string FilePath => Path.Combine(_folder, "run.checkpoint");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_folder_at_the_path_is_noticed_at_the_start()
    {
        Directory.CreateDirectory(FilePath);

        Assert.Contains(
            "is a folder", Assert.Throws<IOException>(() => Open()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_second_run_with_the_file_is_told_at_its_start()
    {
        using (Checkpoint first = Open())
        {
            Assert.StartsWith(
                "Another training writes the checkpoint", Assert.Throws<IOException>(() => Open()).Message, StringComparison.Ordinal);
            first.Save(() => [Number(3)]);
        }

        Open().Dispose();
        Assert.Equal([FilePath], Directory.GetFiles(_folder));
    }

    [Fact]
    public void A_link_to_the_file_is_the_file()
    {
        string link = Path.Combine(_folder, "link");
        File.WriteAllText(FilePath, "");
        File.CreateSymbolicLink(link, FilePath);

        using Checkpoint first = Open();

        Assert.StartsWith(
            "Another training writes the checkpoint",
            Assert.Throws<IOException>(() => new Checkpoint(link, new ObserverGroup([]))).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void What_stands_where_the_lock_is_to_be_stays()
    {
        File.WriteAllText($"{FilePath}.lock", "mine");

        Assert.Contains(
            "is not a lock of this library", Assert.Throws<IOException>(() => Open()).Message, StringComparison.Ordinal);
        Assert.Equal("mine", File.ReadAllText($"{FilePath}.lock"));
    }

    [Fact]
    public void A_write_that_fails_is_warned_of_and_tried_again()
    {
        using Checkpoint checkpoint = Open();

        checkpoint.Save(() => [new("broken", _ => throw new IOException("The disk is full."), _ => { })]);
        Assert.Equal(
            $"The checkpoint '{FilePath}' was not written: The disk is full. Training continues; the next interval tries again.",
            Assert.Single(_warnings.Messages));
        checkpoint.Save(() => [Number(5)]);

        int read = 0;
        CheckpointFile.Read(FilePath, [new("number", _ => { }, reader => read = reader.ReadInt32())]);
        Assert.Equal(5, read);
    }

    private static CheckpointSection Number(int number) => new("number", writer => writer.Write(number), _ => { });

    private Checkpoint Open() => new(FilePath, new ObserverGroup([_warnings]));

    private sealed class Warnings : ITrainingObserver
    {
        public List<string> Messages { get; } = [];

        public void OnWarning(string message) => Messages.Add(message);
    }
}
