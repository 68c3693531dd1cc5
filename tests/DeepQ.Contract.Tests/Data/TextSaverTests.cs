using System.Text;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace DeepQ.Contract.Tests.Data;

public sealed class TextSaverTests
{
    private readonly MLContext _context = new(seed: 1);

    [Fact]
    public void A_head_says_how_the_file_is_to_be_read()
    {
        string[] lines = Saved(_context.Data.LoadFromEnumerable(Sample.Three)).Split(Environment.NewLine);

        Assert.Equal(
            [
                "#@ TextLoader{",
                "#@   header+",
                "#@   sep=tab",
                "#@   col=Reward:R4:0",
                "#@   col=State:R4:1-2",
                "#@   col=Action:U4[3]:3",
                "#@   col=Note:TX:4",
                "#@   col=Terminated:BL:5",
                "#@   col=Step:I4:6",
                "#@ }",
                "Reward\t\"\"\t\"\"\tAction\tNote\tTerminated\tStep",
                "1\t1\t2\t0\ta,b\t1\t3",
                "?\t3\t4\t2\t\"say \"\"c\"\"\"\t0\t-4",
                "0.1\t5\t6\t\t\"\"\t0\t7",
            ],
            lines.Take(14));
    }

    [Fact]
    public void The_separator_is_quoted_where_it_is_meant_as_text()
    {
        string text = Saved(_context.Data.LoadFromEnumerable(Sample.Three), ',', headerRow: false, schema: false);

        Assert.StartsWith("1,1,2,0,\"a,b\",1,3", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Numbers_are_written_so_that_they_come_back()
    {
        IDataView data = _context.Data.LoadFromEnumerable(
            [new { F = 0.1f, D = 0.1 }, new { F = 1e-10f, D = -1.0 / 3 }]);

        Assert.Equal(
            $"0.1\t0.10000000000000001{Environment.NewLine}1E-10\t-0.33333333333333331{Environment.NewLine}",
            Saved(data, headerRow: false, schema: false));
    }

    [Fact]
    public void A_line_that_is_mostly_zero_is_sparse_unless_that_is_forbidden()
    {
        IDataView data = _context.Data.LoadFromEnumerable([new Wide { V = [0, 0, 0, 0, 0, 2, 0, 0] }]);

        Assert.Equal("8\t5:2", Saved(data, headerRow: false, schema: false).Trim());
        Assert.Equal("0\t0\t0\t0\t0\t2\t0\t0", Saved(data, headerRow: false, schema: false, forceDense: true).Trim());
    }

    [Fact]
    public void A_saved_file_is_read_by_its_own_head()
    {
        using var file = new TextFile(Saved(_context.Data.LoadFromEnumerable(Sample.Three)));

        IDataView data = _context.Data.LoadFromTextFile(file.Path);

        Assert.Equal([1, float.NaN, 0.1f], data.GetColumn<float>("Reward"));
        Assert.Equal([[1, 2], [3, 4], [5, 6]], data.GetColumn<float[]>("State"));
        Assert.Equal([1u, 3u, 0u], data.GetColumn<uint>("Action"));
        // The head does not say that there are quotes.
        Assert.Equal(["a,b", "\"say \"\"c\"\"\"", "\"\""], data.GetColumn<string>("Note"));
    }

    private string Saved(
        IDataView data, char separator = '\t', bool headerRow = true, bool schema = true, bool forceDense = false)
    {
        using var stream = new MemoryStream();
        _context.Data.SaveAsText(data, stream, separator, headerRow, schema, forceDense: forceDense);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private sealed class Wide
    {
        [VectorType(8)]
        public float[] V { get; set; }
    }
}
