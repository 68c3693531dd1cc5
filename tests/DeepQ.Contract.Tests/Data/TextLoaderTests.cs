using Microsoft.ML;
using Microsoft.ML.Data;

namespace DeepQ.Contract.Tests.Data;

public sealed class TextLoaderTests
{
    private const string Content = "f,s,a,b,i\n1.5,\"x,\"\"y\",1,2,3\n,,,,\n?,z,3,4,9\n1e3, w ,5,6,7\n2,\"\",7,8\n";

    private static readonly TextLoader.Column[] Columns =
    [
        new("F", DataKind.Single, 0),
        new("S", DataKind.String, 1),
        new("V", DataKind.Single, 2, 3),
        new("I", DataKind.Int32, 4),
    ];

    private readonly MLContext _context = new(seed: 1);

    [Fact]
    public void Fields_become_columns_and_empty_ones_defaults()
    {
        using var file = new TextFile(Content);

        IDataView data = _context.Data.LoadFromTextFile(file.Path, Columns, ',', hasHeader: true, allowQuoting: true);

        Assert.Equal(
            ["F: Single", "S: String", "V: Vector<Single, 2>", "I: Int32"],
            data.Schema.Select(column => column.ToString()));
        Assert.Equal([1.5f, 0, float.NaN, 1000, 2], data.GetColumn<float>("F"));
        Assert.Equal(["x,\"y", string.Empty, "z", "w ", string.Empty], data.GetColumn<string>("S"));
        Assert.Equal([[1, 2], [0, 0], [3, 4], [5, 6], [7, 8]], data.GetColumn<float[]>("V"));
        Assert.Equal([3, 0, 9, 7, 0], data.GetColumn<int>("I"));
        Assert.Null(data.GetRowCount());
    }

    [Fact]
    public void Without_quoting_a_quote_is_a_character()
    {
        using var file = new TextFile("\"a\",1\n");

        IDataView data = _context.Data.LoadFromTextFile(file.Path, [new("S", DataKind.String, 0)], ',');

        Assert.Equal(["\"a\""], data.GetColumn<string>("S"));
    }

    [Fact]
    public void Options_make_empty_numbers_missing_and_end_after_so_many_rows()
    {
        using var file = new TextFile(Content);
        var options = new TextLoader.Options
        {
            Columns = Columns,
            Separators = [','],
            HasHeader = true,
            AllowQuoting = true,
            MissingRealsAsNaNs = true,
            MaxRows = 2,
        };

        Assert.Equal([1.5f, float.NaN], _context.Data.LoadFromTextFile(file.Path, options).GetColumn<float>("F"));
    }

    [Fact]
    public void A_type_says_where_its_members_are_read_from()
    {
        using var file = new TextFile("1,2,3,x\n4,5,0,y\n");

        IDataView data = _context.Data.LoadFromTextFile<Step>(file.Path, ',');

        Assert.Equal(
            ["State: Vector<Single, 2>", "Action: Key<UInt32, 0-3>", "Comment: String"],
            data.Schema.Select(column => column.ToString()));
        Assert.Equal([[1, 2], [4, 5]], data.GetColumn<float[]>("State"));
        Assert.Equal([4u, 1u], data.GetColumn<uint>("Action"));
    }

    [Fact]
    public void What_is_no_integer_is_an_error_that_says_where()
    {
        using var file = new TextFile("1\n1.5\n");
        IDataView data = _context.Data.LoadFromTextFile(file.Path, [new("I", DataKind.Int32, 0)], ',');

        var error = Assert.Throws<FormatException>(() => data.GetColumn<int>("I").Count());
        Assert.Contains("1.5 in line 2, column I", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_no_number_is_missing_in_a_column_of_numbers()
    {
        using var file = new TextFile("1\nabc\n-2.5\n");

        IDataView data = _context.Data.LoadFromTextFile(file.Path, [new("F", DataKind.Double, 0)], ',');

        Assert.Equal([1, double.NaN, -2.5], data.GetColumn<double>("F"));
    }

    [Fact]
    public void Truth_has_several_words()
    {
        using var file = new TextFile("1\n0\nTrue\nfalse\nyes\nn\n");

        IDataView data = _context.Data.LoadFromTextFile(file.Path, [new("B", DataKind.Boolean, 0)], ',');

        Assert.Equal([true, false, true, false, true, false], data.GetColumn<bool>("B"));
    }

    [Fact]
    public void Empty_lines_and_comments_are_no_rows()
    {
        using var file = new TextFile("1\n\n//2\n3\n");

        Assert.Equal(
            [1f, 3f],
            _context.Data.LoadFromTextFile(file.Path, [new("F", DataKind.Single, 0)], ',').GetColumn<float>("F"));
    }

    [Fact]
    public void Sparse_lines_are_read_where_they_are_allowed()
    {
        using var file = new TextFile("5,1:3,4:2\n1,2,3,4,5\n");

        IDataView data = _context.Data.LoadFromTextFile(
            file.Path, [new("V", DataKind.Single, 0, 4)], ',', allowSparse: true);

        Assert.Equal([[0, 3, 0, 0, 2], [1, 2, 3, 4, 5]], data.GetColumn<float[]>("V"));
    }

    [Fact]
    public void A_file_that_is_not_there_and_a_member_without_fields_are_refused()
    {
        using var file = new TextFile("1\n");

        Assert.Throws<ArgumentOutOfRangeException>(() => _context.Data.LoadFromTextFile(file.Path + ".none", Columns));
        Assert.Throws<InvalidOperationException>(() => _context.Data.LoadFromTextFile<Sample>(file.Path));
    }

    private sealed class Step
    {
        [LoadColumn(0, 1)]
        public float[] State { get; set; }

        [LoadColumn(2)]
        [KeyType(4)]
        public uint Action { get; set; }

        [LoadColumn(3)]
        [ColumnName("Comment")]
        public string Text { get; set; }
    }
}
