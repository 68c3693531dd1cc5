using DeepQ.Onnx.Editing;
using DeepQ.Onnx.Graphs;
using DeepQ.Onnx.Inspection;
using DeepQ.Onnx.Policies;
using DeepQ.Onnx.Tests.Policies;

namespace DeepQ.Onnx.Tests.Inspection;

[Trait("Category", "Slow")]
public class HostileBytesTests
{
    private static readonly byte[] Model = PolicyGraph.ToBytes(Sample.Mixed(new Random(3)), Sample.Metadata(3, 5));

    [Fact]
    public void Every_truncation_is_read_or_refused()
    {
        int refused = Enumerable.Range(0, Model.Length).Count(length => !IsRead(Model[..length]));

        // Only at the few places between two properties at the end is what remains still a whole model.
        Assert.InRange(refused, Model.Length - 20, Model.Length);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Every_mutation_is_read_or_refused(int seed)
    {
        Random random = new(seed);
        int read = Enumerable.Range(0, 4000).Count(_ => IsRead(Mutate(Model, random)));

        // Flips inside of weights leave a model, flips in the structure mostly do not.
        Assert.InRange(read, 400, 3900);
    }

    [Fact]
    public void A_length_that_the_bytes_do_not_have_takes_no_memory()
    {
        // Field 7, the graph, said to be 2,147,483,647 bytes long; and the same one level deeper, as packed numbers.
        byte[] graph = [0x3A, 0xFF, 0xFF, 0xFF, 0xFF, 0x07, 0x00];
        byte[] numbers = [0x3A, 0x0A, 0x2A, 0x08, 0x0A, 0xFF, 0xFF, 0xFF, 0xFF, 0x07, 0x00, 0x00];
        IsRead(graph);

        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.False(IsRead(graph));
        Assert.False(IsRead(numbers));

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 200_000);
    }

    [Fact]
    public void Graphs_nested_without_end_are_refused()
    {
        // Each level wraps the last: graph { node { attribute { g: ... } } } in fields 1, 5 and 6.
        byte[] inner = [];
        for (int i = 0; i < 1000; i++)
            inner = Field(1, Field(5, Field(6, inner)));

        Assert.False(IsRead(Field(7, inner)));
    }

    private static byte[] Field(int number, byte[] content)
    {
        List<byte> bytes = [(byte)((number << 3) | 2)];
        int length = content.Length;
        for (; length >= 0x80; length >>= 7)
            bytes.Add((byte)(length | 0x80));
        bytes.Add((byte)length);
        return [.. bytes, .. content];
    }

    private static byte[] Mutate(byte[] model, Random random)
    {
        List<byte> bytes = [.. model];
        for (int edits = random.Next(1, 4); edits > 0; edits--)
        {
            int at = random.Next(bytes.Count);
            switch (random.Next(4))
            {
                case 0:
                    bytes[at] ^= (byte)(1 << random.Next(8));
                    break;
                case 1:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 2:
                    bytes.RemoveRange(at, Math.Min(random.Next(1, 9), bytes.Count - at));
                    break;
                default:
                    bytes.InsertRange(at, bytes.GetRange(0, random.Next(1, 9)));
                    break;
            }
        }

        return [.. bytes];
    }

    // Any exception but PolicyFormatException fails the test that calls this.
    private static bool IsRead(byte[] bytes)
    {
        try
        {
            OnnxModelInfo info = OnnxModelInfo.Read(bytes);
            OnnxRename.InputsAndOutputs(bytes, new Dictionary<string, string> { [info.Outputs[0].Name] = "renamed" });
            if (PolicyMetadata.IsIn(info.Metadata))
                PolicyMetadata.FromProperties(info.Metadata);
            return true;
        }
        catch (PolicyFormatException)
        {
            return false;
        }
    }
}
