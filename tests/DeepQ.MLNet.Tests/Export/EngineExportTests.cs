using DeepQ.MLNet.Tests.Support;
using DeepQ.Onnx.Engines;
using DeepQ.Onnx.Inspection;
using DeepQ.Onnx.Verification;

namespace DeepQ.MLNet.Tests.Export;

/// <summary>Policies for game engines, and the way back.</summary>
public sealed class EngineExportTests : IDisposable
{
    private readonly MLContext _context = new(1);
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(EngineFlavor.UnityMLAgents, "obs_0")]
    [InlineData(EngineFlavor.GodotRLAgents, "obs")]
    public void A_trained_network_is_exported_for_an_engine_and_is_loaded_from_there(EngineFlavor flavor, string observation)
    {
        using TrainingResult training = _context.ReinforcementLearning.Trainers.DeepQ(TwoStates.Options()).Train(TwoStates.Environment());
        (string own, string agent) = (_folder.File("policy.onnx"), _folder.File("agent.onnx"));
        _context.ReinforcementLearning.ExportToOnnx(training, own);

        VerificationReport report = _context.ReinforcementLearning.ExportToOnnx(training, agent, flavor);

        Assert.True(report.Passed);
        Assert.Equal(observation, OnnxModelInfo.Read(File.ReadAllBytes(agent)).Inputs[0].Name);
        IDataView table = _context.Data.LoadFromEnumerable(
            [new State { Values = [1, 0] }, new State { Values = [0, 1] }], SchemaOf(observation));
        using DeepQTransformer loaded = _context.ReinforcementLearning.LoadPolicy(agent);
        using OnnxPolicy policy = OnnxPolicy.Load(own);
        float[][] qValues = [.. loaded.Transform(table).GetColumn<float[]>("QValues")];
        Assert.Equal(policy.Evaluate([1, 0]).QValues(0), qValues[0]);
        Assert.Equal(policy.Evaluate([0, 1]).QValues(0), qValues[1]);
        Assert.Equal(policy.ActionNames, loaded.Policy.ActionNames);
    }

    private static SchemaDefinition SchemaOf(string name)
    {
        SchemaDefinition schema = SchemaDefinition.Create(typeof(State));
        schema[0].ColumnName = name;
        return schema;
    }

    private sealed class State
    {
        [VectorType(2)]
        public float[] Values { get; set; } = [];
    }
}
