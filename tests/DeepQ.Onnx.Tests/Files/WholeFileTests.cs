using System.Diagnostics;
using DeepQ.Onnx.Files;

namespace DeepQ.Onnx.Tests.Files;

public sealed class WholeFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("deepq-files-").FullName;

    private string Target => Path.Combine(_folder, "policy.onnx");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_write_that_fails_leaves_the_file_and_nothing_else()
    {
        WholeFile.WriteText(Target, "before");

        Assert.Throws<IOException>(() => WholeFile.Write(Target, file =>
        {
            file.WriteByte(1);
            throw new IOException("The disk is full.");
        }));
        Assert.Throws<TimeoutException>(() => WholeFile.WriteBy(Target, path =>
        {
            File.WriteAllText(path, "half");
            throw new TimeoutException();
        }));

        Assert.Equal("before", File.ReadAllText(Target));
        Assert.Equal([Target], Directory.GetFiles(_folder));
    }

    [Fact]
    public void A_link_stays_and_the_file_that_it_means_is_written()
    {
        string meant = Path.Combine(_folder, "meant");
        File.WriteAllText(meant, "before");
        File.CreateSymbolicLink(Target, meant);

        WholeFile.WriteText(Target, "after");

        Assert.Equal("after", File.ReadAllText(meant));
        Assert.Equal(meant, new FileInfo(Target).LinkTarget);
    }

    [Fact]
    public void What_an_ended_program_left_is_deleted_and_what_is_under_way_is_not()
    {
        string old = Path.Combine(_folder, $".deepq-{Guid.NewGuid():N}.tmp"), other = Path.Combine(_folder, ".other.tmp");
        string recent = Path.Combine(_folder, $".deepq-{Guid.NewGuid():N}.tmp");
        foreach (string file in new[] { old, recent, other })
            File.WriteAllText(file, "half");
        File.SetLastWriteTimeUtc(old, DateTime.UtcNow.AddHours(-2));
        File.SetLastWriteTimeUtc(other, DateTime.UtcNow.AddHours(-2));

        WholeFile.WriteText(Target, "whole");

        Assert.Equal(new[] { Target, recent, other }.Order(), Directory.GetFiles(_folder).Order());
    }

    [Fact]
    public void What_is_no_plain_file_is_neither_replaced_nor_opened()
    {
        Directory.CreateDirectory(Target);
        Assert.Contains("is a folder", Assert.Throws<IOException>(() => WholeFile.Try(Target)).Message, StringComparison.Ordinal);
        Assert.Contains("is a folder", Assert.Throws<IOException>(() => OnnxFile.ReadBytes(Target)).Message, StringComparison.Ordinal);
        if (OperatingSystem.IsWindows())
            return;

        string pipe = Path.Combine(_folder, "pipe");
        Process.Start("mkfifo", pipe).WaitForExit();
        foreach (string path in new[] { pipe, "/dev/null", "/dev/zero" })
        {
            const string Reason = "is a device, a pipe or a socket";
            Assert.Contains(Reason, Assert.Throws<IOException>(() => WholeFile.Try(path)).Message, StringComparison.Ordinal);
            Assert.Contains(Reason, Assert.Throws<IOException>(() => WholeFile.WriteText(path, "x")).Message, StringComparison.Ordinal);
            Assert.Contains(Reason, Assert.Throws<IOException>(() => OnnxFile.ReadBytes(path)).Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void An_empty_file_is_one() => Assert.Empty(ReadEmpty());

    [Fact]
    public void An_empty_file_that_another_has_to_itself_is_one_and_said_to_be_in_use()
    {
        string path = Path.Combine(_folder, "held");
        using FileStream held = new(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None);
        IOException error = Assert.Throws<IOException>(() => PlainFile.OpenRead(path).Dispose());
        Assert.DoesNotContain("is a device", error.Message, StringComparison.Ordinal);
        Assert.Contains(path, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Writers_at_once_leave_one_whole_file()
    {
        string[] texts = [.. Enumerable.Range(0, 8).Select(i => new string((char)('a' + i), 100_000))];

        Parallel.ForEach(texts, text => WholeFile.WriteText(Target, text));

        Assert.Contains(File.ReadAllText(Target), texts);
        Assert.Equal([Target], Directory.GetFiles(_folder));
    }

    [Fact]
    public void A_trial_leaves_nothing()
    {
        WholeFile.Try(Target);

        Assert.Empty(Directory.GetFiles(_folder));
        Assert.ThrowsAny<IOException>(() => WholeFile.Try(Path.Combine(_folder, "missing", "policy.onnx")));
    }

    private byte[] ReadEmpty()
    {
        File.WriteAllBytes(Target, []);
        return OnnxFile.ReadBytes(Target);
    }
}
