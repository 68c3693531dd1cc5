using System.IO.Compression;
using DeepQ.MLNet.Columns;
using DeepQ.MLNet.Saving;
using DeepQ.Onnx.Graphs;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace DeepQ.MLNet.Serving.Tests.Saving;

public sealed class PolicyFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly MLContext _context = new(seed: 1);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void An_ONNX_file_is_loaded_with_its_own_names()
    {
        File.WriteAllBytes(_folder.File("policy.onnx"), HandMadePolicies.Foreign(input: "obs", output: "values"));

        using DeepQTransformer loaded = DeepQTransformer.Load(_context, _folder.File("policy.onnx"));

        Assert.Equal(new PolicyColumns { State = "obs", QValues = "values", Action = "Action" }, loaded.Columns);
        Assert.Equal(1, loaded.Policy.Act([1, 0]));
    }

    [Fact]
    public void Names_can_be_given_when_loading()
    {
        File.WriteAllBytes(_folder.File("policy.onnx"), HandMadePolicies.Linear());
        PolicyColumns columns = new() { State = "Features" };

        using DeepQTransformer loaded = DeepQTransformer.Load(_context, _folder.File("policy.onnx"), columns);

        Assert.Equal(columns, loaded.Columns);
    }

    [Fact]
    public void A_saved_pipeline_gives_its_policy_back()
    {
        IDataView table = _context.Data.LoadFromEnumerable(LabeledState.Rows(3).ToArray());
        PolicyColumns columns = new() { State = "State", QValues = "Values", Action = "Choice" };
        using var transformer = new DeepQTransformer(_context, OnnxPolicy.Load(HandMadePolicies.Linear()), columns);
        var chain = new TransformerChain<ITransformer>(
            _context.Transforms.NormalizeMinMax("State").Fit(table), transformer);
        _context.Model.Save(chain, table.Schema, _folder.File("pipeline.zip"));

        using DeepQTransformer loaded = DeepQTransformer.Load(_context, _folder.File("pipeline.zip"));

        Assert.Equal(columns, loaded.Columns);
        Assert.Equal(["left", "right"], loaded.Policy.ActionNames);
        Assert.NotNull(loaded.Featurizer);
        Assert.Equal(chain.Transform(table).GetColumn<float[]>("Values"), loaded.Transform(table).GetColumn<float[]>("Values"));
    }

    [Fact]
    public void Only_the_steps_that_the_state_needs_come_back_wherever_the_policy_stands()
    {
        IDataView table = _context.Data.LoadFromEnumerable(LabeledState.Rows(3).ToArray());
        using var transformer = new DeepQTransformer(_context, OnnxPolicy.Load(HandMadePolicies.Linear()));
        var keys = _context.Transforms.Conversion.MapValueToKey("Key", "Name").Fit(table);
        var scale = _context.Transforms.NormalizeMinMax("State").Fit(table);
        IDataView scored = transformer.Transform(scale.Transform(keys.Transform(table)));
        var chain = new TransformerChain<ITransformer>(
            keys, scale, transformer, _context.Transforms.CopyColumns("Copy", "Action").Fit(scored));
        _context.Model.Save(chain, table.Schema, _folder.File("pipeline.zip"));

        using DeepQTransformer loaded = DeepQTransformer.Load(_context, _folder.File("pipeline.zip"));

        IDataView states = _context.Transforms.DropColumns("Name").Fit(table).Transform(table);
        Assert.Equal(scored.GetColumn<float[]>("QValues"), loaded.Transform(states).GetColumn<float[]>("QValues"));
    }

    [Fact]
    public void A_policy_saved_alone_is_found_too()
    {
        IDataView table = _context.Data.LoadFromEnumerable(LabeledState.Rows(3).ToArray());
        using var transformer = new DeepQTransformer(_context, OnnxPolicy.Load(HandMadePolicies.Linear()));
        _context.Model.Save(transformer, table.Schema, _folder.File("policy.zip"));

        using DeepQTransformer loaded = DeepQTransformer.Load(_context, _folder.File("policy.zip"));

        Assert.Equal(1, loaded.Policy.Act([1, 0]));
    }

    [Fact]
    public void The_last_policy_of_several_is_taken()
    {
        using (ZipArchive zip = ZipFile.Open(_folder.File("several.zip"), ZipArchiveMode.Create))
        {
            Add(zip, "TransformerChain/Model.key", Key("TransformerChain", steps: 12));
            Write(zip, "TransformerChain/Transform_001", HandMadePolicies.Random(3, 4, 2));
            Write(zip, "TransformerChain/Transform_010", HandMadePolicies.Linear());
            Write(zip, "TransformerChain/Transform_011", HandMadePolicies.Foreign());
        }

        SavedPolicy saved = PolicyFile.Read(_folder.File("several.zip"), new());

        Assert.Equal(HandMadePolicies.Linear(), saved.Model);
        Assert.True(saved.IsAfterOthers);
    }

    [Theory]
    [InlineData("zz/OnnxModel")]
    [InlineData("OnnxModel")]
    [InlineData("TransformerChain/OnnxModel")]
    [InlineData("TransformerChain/Transform_000/OnnxModel")]
    [InlineData("TransformerChain/Transform_001/OnnxModel/OnnxModel")]
    [InlineData("TransformerChain/Transform_002/OnnxModel")]
    [InlineData("TransformerChain/zz/OnnxModel")]
    public void A_model_that_is_no_step_of_the_pipeline_is_not_taken(string name)
    {
        string path = _folder.File("pipeline.zip");
        SavePipeline(path);
        using (ZipArchive zip = ZipFile.Open(path, ZipArchiveMode.Update))
        {
            byte[] model = HandMadePolicies.Random(3, 4, 2);
            Add(zip, name, [.. BitConverter.GetBytes(model.Length), .. model]);
            if (!zip.Entries.Any(entry => entry.FullName == name.Replace("OnnxModel", "Model.key", StringComparison.Ordinal)))
                Add(zip, name.Replace("OnnxModel", "Model.key", StringComparison.Ordinal), Key("OnnxTransform"));
        }

        Assert.Equal($"The zip has an ONNX model in '{name}', which is not a step of its pipeline.", Refused("pipeline.zip"));
    }

    [Fact]
    public void A_zip_without_a_model_is_refused()
    {
        using (ZipArchive zip = ZipFile.Open(_folder.File("other.zip"), ZipArchiveMode.Create))
            zip.CreateEntry("readme.txt");

        Assert.Contains("is a zip file without an ONNX model", Refused("other.zip"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_zip_with_models_that_are_no_policies_is_refused()
    {
        using (ZipArchive zip = ZipFile.Open(_folder.File("foreign.zip"), ZipArchiveMode.Create))
            Write(zip, "TransformerChain", HandMadePolicies.Foreign());

        Assert.Contains("has 1 ONNX models, but none is a policy", Refused("foreign.zip"), StringComparison.Ordinal);
    }

    [Fact]
    public void The_models_of_a_zip_are_bounded_together()
    {
        using (ZipArchive zip = ZipFile.Open(_folder.File("bomb.zip"), ZipArchiveMode.Create))
        {
            Add(zip, "TransformerChain/Model.key", Key("TransformerChain", steps: 5));
            for (int i = 0; i < 5; i++)
                Write(zip, $"TransformerChain/Transform_00{i}", HandMadePolicies.Foreign());
        }

        int one = HandMadePolicies.Foreign().Length + sizeof(int);
        OnnxPolicyOptions options = new() { Limits = new() { UnpackedBytes = (3 * one) + 1 } };
        Assert.Contains(
            "is longer than 1 bytes",
            Assert.Throws<PolicyFormatException>(
                () => DeepQTransformer.Load(_context, _folder.File("bomb.zip"), options: options)).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_zip_of_more_entries_than_a_pipeline_has_is_refused()
    {
        using (ZipArchive zip = ZipFile.Open(_folder.File("many.zip"), ZipArchiveMode.Create))
            Write(zip, "TransformerChain", HandMadePolicies.Linear());
        byte[] file = File.ReadAllBytes(_folder.File("many.zip"));
        file[^12] = file[^11] = 255;
        File.WriteAllBytes(_folder.File("many.zip"), file);

        Assert.Contains("65535 entries or more", Refused("many.zip"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("chains in chains until the stack ends")]
    [InlineData("an entry twice")]
    [InlineData("a model where no step is")]
    [InlineData("a column that is not there")]
    public void A_zip_that_ML_NET_stumbles_over_is_refused(string fault)
    {
        string path = _folder.File("pipeline.zip");
        SavePipeline(path);
        using (ZipArchive zip = ZipFile.Open(path, ZipArchiveMode.Update))
        {
            byte[] model = Bytes(zip.GetEntry("TransformerChain/Transform_001/Transform_000/OnnxModel")!);
            switch (fault)
            {
                case "chains in chains until the stack ends":
                    // A chain in a chain is the same but for its steps.
                    byte[] chain = Bytes(zip.GetEntry("TransformerChain/Model.key")!);
                    for (int depth = 1; depth <= 1_000; depth++)
                        Add(zip, $"TransformerChain/{string.Concat(Enumerable.Repeat("Transform_000/", depth))}Model.key", chain);
                    break;
                case "an entry twice":
                    Add(zip, "TransformerChain/Transform_001/Transform_000/OnnxModel", [1, 2, 3]);
                    break;
                case "a model where no step is":
                    Add(zip, "A/OnnxModel", model);
                    break;
                default:
                    ZipArchiveEntry schema = zip.GetEntry("Schema")!;
                    byte[] bytes = Bytes(schema);
                    bytes[bytes.AsSpan().IndexOf("State"u8)] = (byte)'s';
                    schema.Delete();
                    Add(zip, "Schema", bytes);
                    break;
            }
        }

        Assert.Throws<PolicyFormatException>(() => DeepQTransformer.Load(_context, path));
    }

    [Fact]
    public void A_torn_zip_is_refused()
    {
        using (ZipArchive zip = ZipFile.Open(_folder.File("torn.zip"), ZipArchiveMode.Create))
            Write(zip, "TransformerChain", HandMadePolicies.Linear());
        byte[] whole = File.ReadAllBytes(_folder.File("torn.zip"));
        File.WriteAllBytes(_folder.File("torn.zip"), whole[..(whole.Length / 2)]);

        Assert.Contains("is a damaged zip file", Refused("torn.zip"), StringComparison.Ordinal);
    }

    [Fact]
    public void An_entry_of_another_length_than_it_claims_is_refused()
    {
        using (ZipArchive zip = ZipFile.Open(_folder.File("short.zip"), ZipArchiveMode.Create))
        {
            Add(zip, "TransformerChain/Model.key", Key("OnnxTransform"));
            Add(zip, "TransformerChain/OnnxModel", [255, 255, 255, 127, 8]);
        }

        Assert.Contains("does not have the length that it claims", Refused("short.zip"), StringComparison.Ordinal);
    }

    [Fact]
    public void Another_file_is_refused()
    {
        File.WriteAllText(_folder.File("text.onnx"), "not a model");

        Assert.Contains("not an ONNX model", Refused("text.onnx"), StringComparison.Ordinal);
        Assert.Throws<FileNotFoundException>(() => DeepQTransformer.Load(_context, _folder.File("missing.onnx")));
    }

    private static void Write(ZipArchive zip, string step, byte[] model)
    {
        Add(zip, $"{step}/Model.key", Key("OnnxTransform"));
        Add(zip, $"{step}/OnnxModel", [.. BitConverter.GetBytes(model.Length), .. model]);
    }

    // Of the header of a step as much as says what it is.
    private static byte[] Key(string loader, int steps = 0)
    {
        byte[] key = new byte[0x104];
        key[0x11] = 1;
        System.Text.Encoding.ASCII.GetBytes(loader, key.AsSpan(0x50));
        BitConverter.TryWriteBytes(key.AsSpan(0x100), steps);
        return key;
    }

    private string Refused(string name) =>
        Assert.Throws<PolicyFormatException>(() => DeepQTransformer.Load(_context, _folder.File(name))).Message;

    private void SavePipeline(string path)
    {
        IDataView table = _context.Data.LoadFromEnumerable(LabeledState.Rows(3).ToArray());
        using var transformer = new DeepQTransformer(_context, OnnxPolicy.Load(HandMadePolicies.Linear()));
        var chain = new TransformerChain<ITransformer>(
            _context.Transforms.NormalizeMinMax("State").Fit(table), transformer);
        _context.Model.Save(chain, table.Schema, path);
    }

    private static byte[] Bytes(ZipArchiveEntry entry)
    {
        using Stream stream = entry.Open();
        using MemoryStream content = new();
        stream.CopyTo(content);
        return content.ToArray();
    }

    private static void Add(ZipArchive zip, string name, byte[] content)
    {
        using Stream stream = zip.CreateEntry(name).Open();
        stream.Write(content);
    }
}
