using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using DeepQ.Learning.Import;
using DeepQ.Learning.Tests.Support;

namespace DeepQ.Learning.Tests.Import;

public sealed class TensorFileTests : IDisposable
{
    private static readonly string Files = Path.Combine(AppContext.BaseDirectory, "Assets", "Import");
    private readonly TemporaryFolder _folder = new();

    private string File => _folder["file"];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Safetensors_are_read_by_the_letter()
    {
        // Half 1.5, bfloat16 −2, and the numbers 7 and −1 of 64 and 8 bits.
        Write("""{"__metadata__":{"format":"pt"},"h":{"dtype":"F16","shape":[1],"data_offsets":[0,2]},"b":{"dtype":"BF16","shape":[],"data_offsets":[2,4]},"l":{"dtype":"I64","shape":[1,1],"data_offsets":[4,12]},"c":{"dtype":"I8","shape":[1],"data_offsets":[12,13]}}""",
            [0x00, 0x3e, 0x00, 0xc0, 7, 0, 0, 0, 0, 0, 0, 0, 0xff]);
        IReadOnlyList<SavedTensor> tensors = TensorFile.Read(File);
        Assert.Equal(["h (1)", "b ()", "l (1, 1)", "c (1)"], tensors.Select(tensor => $"{tensor}"));
        Assert.Equal([1.5f, -2f, 7f, -1f], tensors.SelectMany(tensor => tensor.Values));
    }

    [Theory]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,4]}}""", "'a' of the shape (2) cannot lie at 0 to 4")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[4,12]}}""", "cannot lie at 4 to 12")]
    [InlineData("""{"a":{"dtype":"F32","shape":[-2],"data_offsets":[0,8]}}""", "the shape (-2)")]
    [InlineData("""{"a":{"dtype":"F32","shape":[65536,65536,65536,65536],"data_offsets":[0,8]}}""", "cannot lie")]
    [InlineData("""{"a":{"dtype":"C64","shape":[1],"data_offsets":[0,8]}}""", "'a' is of the type 'C64'")]
    [InlineData("""{"a":{"shape":[1]}}""", "no dtype, shape and data_offsets")]
    [InlineData("[1]", "not a JSON object")]
    [InlineData("{", "not a JSON object")]
    public void A_header_that_cannot_be_is_refused(string header, string why)
    {
        Write(header, new byte[8]);
        Assert.Contains(why, Assert.Throws<InvalidDataException>(() => TensorFile.Read(File)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Files_of_something_else_are_refused()
    {
        foreach ((byte[] bytes, string why) in ((byte[], string)[])[
            ([], "too short"), (Encoding.ASCII.GetBytes("not a file of weights"), "declares a header of"),
            ([0x80, 2, 0x8a, 10], "PyTorch before 1.6"), (Encoding.ASCII.GetBytes("PK\u0003\u0004abcdefghijklmnopqrstuvwxyz"), "damaged zip")])
        {
            System.IO.File.WriteAllBytes(File, bytes);
            Assert.Contains(why, Assert.Throws<InvalidDataException>(() => TensorFile.Read(File)).Message, StringComparison.Ordinal);
        }

        Assert.Throws<FileNotFoundException>(() => TensorFile.Read(_folder["nowhere"]));
    }

    // A pickle of cos system (S'echo' tR. would run a program in Python.
    [Fact]
    public void A_pickle_is_not_run()
    {
        string mark = _folder["ran"];
        Zip(("x/data.pkl", [0x80, 2, .. "cos\nsystem\nX"u8, .. Length($"touch {mark}"), .. Encoding.UTF8.GetBytes($"touch {mark}"), 0x85, (byte)'R', (byte)'.']));
        Assert.Empty(TensorFile.Read(File));
        Assert.False(System.IO.File.Exists(mark));
    }

    [Fact]
    public void A_zip_of_something_else_is_named()
    {
        Zip(("readme.txt", [1]));
        Assert.Contains("data.pkl", Assert.Throws<InvalidDataException>(() => TensorFile.Read(File)).Message, StringComparison.Ordinal);
    }

    [Trait("Category", "Slow")]
    [Fact]
    public void A_changed_or_cut_file_is_refused_or_read_and_nothing_else()
    {
        foreach (string path in Directory.GetFiles(Files).Where(path => !path.EndsWith(".py", StringComparison.Ordinal) && !path.EndsWith(".json", StringComparison.Ordinal)))
        {
            byte[] whole = System.IO.File.ReadAllBytes(path);
            Xoshiro256 random = new(5);
            for (int i = 0; i < 300; i++)
            {
                byte[] bytes = i % 3 == 0 ? whole[..random.Next(whole.Length)] : [.. whole];
                for (int change = random.Next(1, 4); change > 0 && bytes.Length > 0; change--)
                    bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
                System.IO.File.WriteAllBytes(File, bytes);
                try
                {
                    TensorFile.Read(File);
                }
                catch (InvalidDataException)
                {
                }
            }
        }
    }

    public static TheoryData<string, Action<TensorFileTests>> Bombs => new()
    {
        { "pickle of 17 million dictionaries", test => test.Zip(("x/data.pkl", [0x80, 2, .. Enumerable.Repeat((byte)'}', 17_000_000), (byte)'.'])) },
        { "storage of 20 million zeros", test => test.Zip(("x/data.pkl", Tensor("ByteStorage", 1, 20_000_000)), ("x/data/0", new byte[20_000_000])) },
        { "shape of 20 axes", test => test.Zip(("x/data.pkl", Tensor("FloatStorage", 20, 1)), ("x/data/0", new byte[4])) },
        { "many names of one storage", test => test.Zip(("x/data.pkl", Many(60)), ("x/data/0", new byte[8_000_000])) },
        { "many tensors at one place", test => test.Write(
            "{" + string.Join(",", Enumerable.Range(0, 400).Select(i => $"\"t{i}\":{{\"dtype\":\"F32\",\"shape\":[500000],\"data_offsets\":[0,2000000]}}")) + "}", new byte[2_000_000]) },
        { "two tensors of a name", test => test.Write(
            """{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", new byte[4]) },
        { "offsets that wrap", test => test.Write(
            """{"a":{"dtype":"F32","shape":[1],"data_offsets":[9223372036854775807,-9223372036854775805]}}""", new byte[4]) },
    };

    [Theory]
    [MemberData(nameof(Bombs), DisableDiscoveryEnumeration = true)]
    public void A_file_that_would_fill_the_memory_is_refused(string name, Action<TensorFileTests> write)
    {
        Assert.NotEmpty(name);
        write(this);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Throws<InvalidDataException>(() => TensorFile.Read(File));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 512L << 20);
    }

    // _rebuild_tensor_v2(('storage', torch.FloatStorage, '0', 'cpu', n), 0, (n, 1, …), (1, 1, …)).
    private static byte[] Tensor(string storage, int axes, int length) =>
    [
        0x80, 2, .. "}X"u8, 1, 0, 0, 0, (byte)'w', .. "ctorch._utils\n_rebuild_tensor_v2\n"u8, .. Arguments(storage, axes, length), (byte)'R', (byte)'s', (byte)'.',
    ];

    private static byte[] Many(int count)
    {
        List<byte> bytes = [0x80, 2, .. "}"u8];
        for (int i = 0; i < count; i++)
            bytes.AddRange([.. "X"u8, 4, 0, 0, 0, .. Encoding.ASCII.GetBytes($"{i:D4}"), .. "ctorch._utils\n_rebuild_tensor_v2\n"u8, .. Arguments("FloatStorage", 1, 2_000_000), (byte)'R', (byte)'s']);
        return [.. bytes, (byte)'.'];
    }

    private static byte[] Arguments(string storage, int axes, int length)
    {
        byte[] first = [(byte)'J', .. BitConverter.GetBytes(length)], one = [(byte)'K', 1];
        return
        [
            .. "(("u8, .. "X"u8, 7, 0, 0, 0, .. "storage"u8, .. Encoding.ASCII.GetBytes($"ctorch\n{storage}\n"), .. "X"u8, 1, 0, 0, 0, (byte)'0',
            .. "X"u8, 3, 0, 0, 0, .. "cpu"u8, .. first, (byte)'t', (byte)'Q', (byte)'K', 0,
            (byte)'(', .. first, .. Enumerable.Repeat(one, axes - 1).SelectMany(item => item), (byte)'t',
            (byte)'(', .. Enumerable.Repeat(one, axes).SelectMany(item => item), (byte)'t', (byte)'t',
        ];
    }

    private static byte[] Length(string text)
    {
        byte[] bytes = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, Encoding.UTF8.GetByteCount(text));
        return bytes;
    }

    private void Write(string header, byte[] data)
    {
        byte[] text = Encoding.UTF8.GetBytes(header), length = new byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(length, text.Length);
        System.IO.File.WriteAllBytes(File, [.. length, .. text, .. data]);
    }

    private void Zip(params (string Name, byte[] Bytes)[] entries)
    {
        using ZipArchive zip = new(System.IO.File.Create(File), ZipArchiveMode.Create);
        foreach ((string name, byte[] bytes) in entries)
        {
            using Stream stream = zip.CreateEntry(name).Open();
            stream.Write(bytes);
        }
    }
}
