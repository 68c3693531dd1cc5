using System.Security.Cryptography;
using System.Text;
using DeepQ.Onnx.Files;

namespace DeepQ.Learning.Checkpoints;

/// <summary>
/// A file of named sections: eight bytes that identify the format, its version, the number of sections, each section
/// with its name and length, and finally the SHA-256 of everything before. Numbers are little-endian.
/// </summary>
internal static class CheckpointFile
{
    private const int Version = 3;
    private static ReadOnlySpan<byte> Magic => "DeepQCkp"u8;

    /// <summary>Writes a file, which replaces an existing one only once it is complete on the disk.</summary>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Write(string path, IReadOnlyList<CheckpointSection> sections)
    {
        MakeFolder(path);
        WholeFile.Write(path, file => WriteTo(file, sections));
    }

    /// <summary>Checks that a checkpoint can be written.</summary>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Try(string path)
    {
        MakeFolder(path);
        WholeFile.Try(path);
    }

    /// <summary>Validates the whole file, then passes each section to its reader.</summary>
    /// <exception cref="FileNotFoundException">The file does not exist.</exception>
    /// <exception cref="InvalidDataException">The file is not a checkpoint, is damaged, or belongs to another version or another run.</exception>
    public static void Read(string path, IReadOnlyList<CheckpointSection> sections)
    {
        using FileStream file = PlainFile.OpenRead(path);
        using BinaryReader reader = new(file);
        RequireWhole(file, reader, path);
        int count = reader.ReadInt32();
        if (count > sections.Count || sections.Skip(count).Any(section => !section.IsOptional))
            throw new InvalidDataException($"'{path}' is a checkpoint of another kind of training.");
        foreach (CheckpointSection section in sections.Take(count))
            ReadSection(reader, section, path);
    }

    private static void WriteTo(FileStream file, IReadOnlyList<CheckpointSection> sections)
    {
        using BinaryWriter writer = new(file, Encoding.UTF8, leaveOpen: true);
        writer.Write(Magic);
        writer.Write(Version);
        writer.Write(sections.Count);
        foreach (CheckpointSection section in sections)
            WriteSection(writer, section);

        writer.Flush();
        file.Position = 0;
        file.Write(SHA256.HashData(file));
    }

    private static void MakeFolder(string path)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        }
        catch (UnauthorizedAccessException e)
        {
            throw new IOException($"The folder of '{path}' cannot be created: {e.Message}", e);
        }
    }

    private static void WriteSection(BinaryWriter writer, CheckpointSection section)
    {
        writer.Write(section.Name);
        writer.Flush();
        long lengthAt = writer.BaseStream.Position;
        writer.Write(0L);
        section.Save(writer);
        writer.Flush();
        long end = writer.BaseStream.Position;
        writer.BaseStream.Position = lengthAt;
        writer.Write(end - lengthAt - sizeof(long));
        writer.Flush();
        writer.BaseStream.Position = end;
    }

    private static void ReadSection(BinaryReader reader, CheckpointSection section, string path)
    {
        string name = reader.ReadString();
        if (name != section.Name)
            throw new InvalidDataException($"'{path}' has a section '{name}' where '{section.Name}' is expected.");

        long end = reader.ReadInt64() + reader.BaseStream.Position;
        section.Load(reader);
        if (reader.BaseStream.Position != end)
            throw new InvalidDataException($"The section '{name}' of '{path}' is not what this training wrote.");
    }

    private static void RequireWhole(FileStream file, BinaryReader reader, string path)
    {
        if (!reader.ReadBytes(Magic.Length).AsSpan().SequenceEqual(Magic))
            throw new InvalidDataException($"'{path}' is not a checkpoint: it does not begin like one.");
        if (file.Length < Magic.Length + (2 * sizeof(int)) + SHA256.HashSizeInBytes)
            throw new InvalidDataException($"'{path}' is cut off: it has only {file.Length} bytes.");

        int version = reader.ReadInt32();
        if (version != Version)
        {
            throw new InvalidDataException(
                $"'{path}' is a checkpoint of version {version}; this library reads version {Version}.");
        }

        long start = file.Position;
        byte[] expected = HashContent(file);
        byte[] stored = reader.ReadBytes(SHA256.HashSizeInBytes);
        if (!expected.AsSpan().SequenceEqual(stored))
            throw new InvalidDataException($"'{path}' is cut off or damaged: its checksum does not match its content.");
        file.Position = start;
    }

    private static byte[] HashContent(FileStream file)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        byte[] block = new byte[1 << 16];
        file.Position = 0;
        long left = file.Length - SHA256.HashSizeInBytes;
        while (left > 0)
        {
            int count = file.Read(block, 0, (int)Math.Min(block.Length, left));
            if (count == 0)
                throw new EndOfStreamException($"'{file.Name}' became shorter while it was read.");
            hash.AppendData(block, 0, count);
            left -= count;
        }

        return hash.GetHashAndReset();
    }
}
