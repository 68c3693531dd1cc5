using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;
using DeepQ.Learning.Replay;
using DeepQ.Learning.Tests.Support;

namespace DeepQ.Learning.Tests.Replay;

public sealed class MappedFileTests
{
    private const int Count = 700_001;

    [Fact]
    public void What_is_taken_holds_zeros_lies_apart_and_is_kept()
    {
        using TemporaryFolder folder = new();
        using MappedFile file = new(folder["rows"]);
        // More than the first parts of the file have room for.
        nint[] taken = [.. Enumerable.Range(0, 7).Select(_ => file.Take(Count))];
        for (int i = 0; i < taken.Length; i++)
        {
            Assert.Equal(0, taken[i] % 64);
            Assert.False(Read(taken[i]).AsSpan().ContainsAnyExcept((byte)0));
            Marshal.Copy([.. Enumerable.Repeat((byte)(i + 1), Count)], 0, taken[i], Count);
        }

        for (int i = 0; i < taken.Length; i++)
            Assert.False(Read(taken[i]).AsSpan().ContainsAnyExcept((byte)(i + 1)));
        Assert.InRange(file.Size, 7 * Count, 16_000_000);

        static byte[] Read(nint address)
        {
            byte[] bytes = new byte[Count];
            Marshal.Copy(address, bytes, 0, Count);
            return bytes;
        }
    }

    // 2,000,064 bytes are no multiple of a page: the next part of the file begins within one.
    [Fact]
    public void A_part_that_begins_within_a_page_lies_apart_from_the_one_before()
    {
        using TemporaryFolder folder = new();
        using MappedFile file = new(folder["rows"]);
        nint[] taken = [file.Take(2_000_001), file.Take(2_000_001), file.Take(64)];
        for (int i = 0; i < 3; i++)
            Marshal.Copy([.. Enumerable.Repeat((byte)(i + 1), 64)], 0, taken[i], 64);
        for (int i = 0; i < 3; i++)
            Assert.Equal(i + 1, Marshal.ReadByte(taken[i], 63));
        Assert.Equal(0, Marshal.ReadByte(taken[0], 2_000_000));
        Assert.Equal(0, Marshal.ReadByte(taken[1], 2_000_000));
    }

    [Fact]
    public void The_folder_is_made_and_no_file_is_left_in_it()
    {
        using TemporaryFolder folder = new();
        string inner = folder["new"];
        using (MappedFile file = new(inner))
            file.Take(100);
        Assert.Empty(Directory.EnumerateFileSystemEntries(inner));
    }

    [Fact]
    public void A_folder_that_cannot_be_made_is_named()
    {
        using TemporaryFolder folder = new();
        string path = folder["file"];
        File.WriteAllText(path, "");
        IOException error = Assert.Throws<IOException>(() => new MappedFile(path));
        Assert.StartsWith($"No file for the rows of the table can be created in '{path}': ", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_the_disk_has_no_room_for_is_refused_with_the_folder_and_the_size()
    {
        using TemporaryFolder folder = new();
        string path = folder["rows"];
        using MappedFile file = new(path);
        IOException error = Assert.Throws<IOException>(() => file.Take(1L << 60));
        Assert.StartsWith(
            $"The file of the rows in '{path}' has 0.0 MB and needs 1152921504606.8 MB more, but ", error.Message,
            StringComparison.Ordinal);
        Assert.EndsWith(" (DataFolder).", error.Message, StringComparison.Ordinal);
        double free = double.Parse(Regex.Match(error.Message, @"but (\d+\.\d) MB are free").Groups[1].Value, CultureInfo.InvariantCulture);
        Assert.InRange(new DriveInfo(path).AvailableFreeSpace / 1e6, free / 2, free * 2);

        // The first part of a file has 2²⁰ bytes.
        file.Take(1);
        Assert.Contains(" has 1.0 MB and needs ", Assert.Throws<IOException>(() => file.Take(1L << 60)).Message, StringComparison.Ordinal);
    }
}
