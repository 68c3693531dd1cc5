using System.Security.Cryptography;
using DeepQ.Learning.Checkpoints;
using DeepQ.Learning.Tests.Support;

namespace DeepQ.Learning.Tests.Checkpoints;

public sealed class CheckpointFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string FilePath => _folder["run.checkpoint"];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_file_is_its_name_version_sections_and_checksum()
    {
        Write(7);
        byte[] content =
        [
            .. "DeepQCkp"u8, 3, 0, 0, 0, 1, 0, 0, 0,
            6, .. "number"u8, 4, 0, 0, 0, 0, 0, 0, 0, 7, 0, 0, 0,
        ];
        Assert.Equal([.. content, .. SHA256.HashData(content)], File.ReadAllBytes(FilePath));
        Assert.Equal(7, Read());
    }

    [Fact]
    public void A_file_with_any_byte_changed_is_refused()
    {
        Write(7);
        byte[] whole = File.ReadAllBytes(FilePath);
        for (int i = 0; i < whole.Length; i++)
        {
            byte[] damaged = [.. whole];
            damaged[i] ^= 1;
            File.WriteAllBytes(FilePath, damaged);
            Assert.Throws<InvalidDataException>(() => Read());
        }
    }

    [Fact]
    public void A_file_that_is_cut_off_anywhere_or_goes_on_is_refused()
    {
        Write(7);
        byte[] whole = File.ReadAllBytes(FilePath);
        for (int length = 0; length < whole.Length; length++)
        {
            File.WriteAllBytes(FilePath, whole[..length]);
            Assert.Throws<InvalidDataException>(() => Read());
        }

        File.WriteAllBytes(FilePath, [.. whole, 0]);
        Assert.Throws<InvalidDataException>(() => Read());
    }

    [Fact]
    public void A_file_of_another_kind_or_version_is_named_as_such()
    {
        File.WriteAllText(FilePath, new string('x', 100));
        Assert.Contains("is not a checkpoint", Assert.Throws<InvalidDataException>(() => Read()).Message, StringComparison.Ordinal);

        Write(7);
        byte[] newer = File.ReadAllBytes(FilePath);
        newer[8] = 4;
        File.WriteAllBytes(FilePath, newer);
        Assert.Contains(
            "version 4; this library reads version 3", Assert.Throws<InvalidDataException>(() => Read()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_section_with_another_name_or_content_is_refused()
    {
        Write(7);
        Assert.Contains("'number'", Assert.Throws<InvalidDataException>(() => Read("count")).Message, StringComparison.Ordinal);
        InvalidDataException error = Assert.Throws<InvalidDataException>(() => CheckpointFile.Read(
            FilePath, [new CheckpointSection("number", _ => { }, reader => reader.ReadByte())]));
        Assert.Contains("'number'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_checkpoint_that_fails_while_it_is_written_leaves_the_one_before()
    {
        Write(7);
        Assert.Throws<IOException>(() => CheckpointFile.Write(
            FilePath,
            [
                new CheckpointSection("number", writer => writer.Write(8), _ => { }),
                new CheckpointSection("broken", _ => throw new IOException("The disk is full."), _ => { }),
            ]));
        Assert.Equal(7, Read());
        Assert.Equal([FilePath], Directory.GetFiles(Path.GetDirectoryName(FilePath)!));
    }

    private void Write(int number) =>
        CheckpointFile.Write(FilePath, [new CheckpointSection("number", writer => writer.Write(number), _ => { })]);

    private int Read(string name = "number")
    {
        int number = 0;
        CheckpointFile.Read(FilePath, [new CheckpointSection(name, _ => { }, reader => number = reader.ReadInt32())]);
        return number;
    }
}
