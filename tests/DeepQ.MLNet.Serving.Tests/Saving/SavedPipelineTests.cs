using System.Diagnostics;
using System.Globalization;
using DeepQ.MLNet.Columns;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace DeepQ.MLNet.Serving.Tests.Saving;

[Trait("Category", "Slow")]
public sealed class SavedPipelineTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly MLContext _context = new(seed: 1);
    private readonly DeepQTransformer _transformer;

    public SavedPipelineTests()
    {
        _context.TempFilePath = Directory.CreateDirectory(_folder.File("work")).FullName;
        _transformer = new(_context, OnnxPolicy.Load(HandMadePolicies.Random(inputs: 4, width: 16, actions: 3)));
    }

    public void Dispose()
    {
        _transformer.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void A_loaded_policy_has_the_schema_and_the_numbers_of_the_saved_one()
    {
        IDataView table = Table(100);
        IDataView before = _transformer.Transform(table);

        ITransformer loaded = SaveAndLoad(_transformer, table.Schema);
        IDataView after = loaded.Transform(table);

        AssertSame(before, after);
        (loaded as IDisposable)?.Dispose();
    }

    [Fact]
    public void A_policy_in_a_chain_is_saved_with_it()
    {
        IDataView table = Table(100);
        var chain = new TransformerChain<ITransformer>(
            _context.Transforms.NormalizeMinMax("State").Fit(table),
            _transformer,
            _context.Transforms.CopyColumns("Values", "QValues").Fit(_transformer.Transform(table)));
        IDataView before = chain.Transform(table);

        IDataView after = SaveAndLoad(chain, table.Schema).Transform(table);

        AssertSame(before, after);
        Assert.Equal(after.GetColumn<float[]>("QValues"), after.GetColumn<float[]>("Values"));
    }

    [Fact]
    public void Columns_keep_their_names_when_saved()
    {
        using var transformer = new DeepQTransformer(
            _context,
            OnnxPolicy.Load(HandMadePolicies.Foreign()),
            new() { State = "Observation", QValues = "Values", Action = "Choice" });
        IDataView table = _context.Data.LoadFromEnumerable([new Observation()]);

        IDataView after = SaveAndLoad(transformer, table.Schema).Transform(table);

        Assert.Equal([[1f, 3]], after.GetColumn<float[]>("Values"));
        Assert.Equal([[1L]], after.GetColumn<long[]>("Choice"));
    }

    [Fact]
    public void A_key_of_another_name_is_remembered()
    {
        PolicyColumns columns = new() { QValues = "Values", Action = "Choice", PredictedAction = "Decision" };
        using var transformer = new DeepQTransformer(
            _context, OnnxPolicy.Load(HandMadePolicies.Random(inputs: 4, width: 16, actions: 3)), columns);
        IDataView table = Table(50);

        IDataView after = SaveAndLoad(transformer, table.Schema).Transform(table);
        using DeepQTransformer loaded = DeepQTransformer.Load(_context, _folder.File("model.zip"));

        Assert.Equal(columns, loaded.Columns);
        Assert.Equal(transformer.Transform(table).GetColumn<uint>("Decision"), after.GetColumn<uint>("Decision"));
        Assert.Equal(after.GetColumn<uint>("Decision"), loaded.Transform(table).GetColumn<uint>("Decision"));
    }

    [Fact]
    public void A_thousand_actions_keep_keys_of_their_own()
    {
        using var transformer = new DeepQTransformer(
            _context, OnnxPolicy.Load(HandMadePolicies.Random(inputs: 4, width: 8, actions: 1_000)));
        IDataView table = Table(50);

        IDataView after = SaveAndLoad(transformer, table.Schema).Transform(table);

        Assert.Equal(transformer.Transform(table).GetColumn<uint>("PredictedAction"), after.GetColumn<uint>("PredictedAction"));
        Assert.Equal(1_000, Names(after).Length);
    }

    [Fact]
    public void A_loaded_pipeline_makes_predictions_of_single_rows()
    {
        IDataView table = Table(10);
        ITransformer loaded = SaveAndLoad(_transformer, table.Schema);
        using var engine = _context.Model.CreatePredictionEngine<FourState, Decision>(loaded);

        uint[] predicted = [.. _context.Data.CreateEnumerable<FourState>(table, reuseRowObject: false)
            .Select(state => engine.Predict(state).PredictedAction)];

        Assert.Equal(_transformer.Transform(table).GetColumn<uint>("PredictedAction"), predicted);
    }

    [Fact]
    public void Saving_leaves_no_temporary_file()
    {
        _context.Model.Save(_transformer, Table(1).Schema, _folder.File("policy.zip"));

        Assert.Empty(Directory.GetFiles(_folder.File("work")));
    }

    [Fact]
    public void A_program_without_this_library_loads_a_saved_pipeline_and_acts_the_same()
    {
        IDataView table = Table(20);
        var chain = new TransformerChain<ITransformer>(
            _context.Transforms.NormalizeMinMax("State").Fit(table), _transformer);
        _context.Model.Save(chain, table.Schema, _folder.File("pipeline.zip"));
        File.WriteAllLines(_folder.File("states.csv"), table.GetColumn<float[]>("State").Select(CommaSeparated));
        IDataView scored = chain.Transform(table);

        string[] lines = RunStockConsumer(
            _folder.File("pipeline.zip"), _folder.File("states.csv"), "State", "QValues", "Action", "PredictedAction");

        Assert.Equal(
            [
                "input State: Vector<Single, 4>",
                $"qvalues {scored.Schema["QValues"].Type}",
                $"action {scored.Schema["Action"].Type}",
                $"key {scored.Schema["PredictedAction"].Type} of {string.Join(' ', _transformer.Policy.ActionNames)}",
            ],
            lines[..4]);
        float[][] qValues = [.. scored.GetColumn<float[]>("QValues")];
        long[][] actions = [.. scored.GetColumn<long[]>("Action")];
        Assert.Equal(24, lines.Length);
        for (int row = 0; row < 20; row++)
        {
            string[] words = lines[row + 4].Split(' ');
            Assert.Equal(
                ["row", "->", $"{actions[row].Single()}", _transformer.Policy.ActionNames[(int)actions[row].Single()]],
                [words[0], words[4], words[5], words[6]]);
            for (int action = 0; action < 3; action++)
                Assert.Equal(qValues[row][action], float.Parse(words[action + 1], CultureInfo.InvariantCulture), 1e-5f);
        }
    }

    private static string[] RunStockConsumer(params string[] arguments)
    {
        // artifacts/bin/<project>/<configuration>: the same place as this test's, but for the project.
        string here = AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar);
        string program = Path.Combine(here, "..", "..", "StockConsumer", Path.GetFileName(here), "StockConsumer.dll");
        Assert.Empty(Directory.GetFiles(Path.GetDirectoryName(program)!, "DeepQ*"));

        ProcessStartInfo start = new("dotnet", [program, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, errors.Result);
        return output.Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries);
    }

    private static void AssertSame(IDataView before, IDataView after)
    {
        Assert.Equal(before.Schema.Select(c => (c.Name, c.Type)), after.Schema.Select(c => (c.Name, c.Type)));
        Assert.Equal(before.GetColumn<long[]>("Action"), after.GetColumn<long[]>("Action"));
        Assert.Equal(before.GetColumn<uint>("PredictedAction"), after.GetColumn<uint>("PredictedAction"));
        Assert.Equal(Names(before), Names(after));
        float[] expected = [.. before.GetColumn<float[]>("QValues").SelectMany(q => q)];
        float[] actual = [.. after.GetColumn<float[]>("QValues").SelectMany(q => q)];
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < expected.Length; i++)
            Assert.Equal(expected[i], actual[i], 1e-5f);
    }

    private static string[] Names(IDataView scored)
    {
        VBuffer<ReadOnlyMemory<char>> names = default;
        scored.Schema["PredictedAction"].GetKeyValues(ref names);
        return [.. names.DenseValues().Select(name => name.ToString())];
    }

    private static string CommaSeparated(float[] values) =>
        string.Join(',', values.Select(value => value.ToString("R", CultureInfo.InvariantCulture)));

    private ITransformer SaveAndLoad(ITransformer transformer, DataViewSchema schema)
    {
        _context.Model.Save(transformer, schema, _folder.File("model.zip"));
        return _context.Model.Load(_folder.File("model.zip"), out _);
    }

    private IDataView Table(int rows) => _context.Data.LoadFromEnumerable(
        HandMadePolicies.States(4 * rows).Chunk(4).Select(state => new FourState { State = state }).ToArray());

    private sealed class FourState
    {
        [VectorType(4)]
        public float[] State { get; set; } = [];
    }

    private sealed class Decision
    {
        public uint PredictedAction { get; set; }
    }

    private sealed class Observation
    {
        [VectorType(2)]
        [ColumnName("Observation")]
        public float[] Values { get; set; } = [1, 0];
    }
}
