using DeepQ.Environments;
using DeepQ.Learning;
using DeepQ.Learning.Export;
using DeepQ.Learning.Networks;
using DeepQ.MLNet.Data;
using DeepQ.Onnx.Engines;
using DeepQ.Onnx.Files;
using DeepQ.Onnx.Graphs;
using DeepQ.Onnx.Guarding.Limits;
using DeepQ.Onnx.Policies;
using DeepQ.Onnx.Verification;
using DeepQ.Serving;
using Microsoft.ML.Runtime;

namespace DeepQ.MLNet.Export;

/// <summary>Exports a trained network to ONNX Runtime and verifies that it computes the same there.</summary>
internal static class TrainedPolicy
{
    /// <summary>Writes the network as an ONNX model that is verified to agree with it.</summary>
    /// <exception cref="PolicyVerificationException">They differ.</exception>
    public static byte[] ToOnnx(TrainingResult training, LoggedColumnNames columns, PolicyGraphOptions? outputs)
    {
        PolicyMetadata metadata = training.Describe(columns.State);
        if (training.Data is not null)
            metadata = metadata with { Training = new Dictionary<string, string>([.. metadata.Training, .. RememberedColumns.Of(columns)]) };
        byte[] model = PolicyExport.ToOnnx(training, metadata, outputs);
        VerificationReport report = Verify(model, training);
        return report.Passed ? model : throw new PolicyVerificationException("policy.onnx", report);
    }

    /// <summary>Writes the network as an ONNX file that is verified to agree with it.</summary>
    /// <exception cref="PolicyVerificationException">They differ; no file is written.</exception>
    public static VerificationReport Write(
        IHostEnvironment environment,
        TrainingResult training,
        string path,
        string observationName = "State",
        PolicyGraphOptions? outputs = null)
    {
        WholeFile.Try(path);
        byte[] model = PolicyExport.ToOnnx(training, training.Describe(observationName), outputs);
        VerificationReport report = VerifiedFile.Write(path, model, bytes => Verify(bytes, training));
        return Told(environment, path, report);
    }

    /// <summary>Writes the network as a file for an engine that is verified to agree with it.</summary>
    /// <exception cref="PolicyVerificationException">They differ; no file is written.</exception>
    public static VerificationReport Write(IHostEnvironment environment, TrainingResult training, string path, EngineFlavor flavor)
    {
        WholeFile.Try(path);
        byte[] file = EngineFile.Write(PolicyExport.ToOnnx(training, training.Describe("State")), flavor);
        VerificationReport report = VerifiedFile.Write(path, file, bytes =>
        {
            using EngineSession session = new(bytes, flavor, new() { Limits = OnnxLimits.None });
            return PolicyExport.Verify(session.Run, training, new Xoshiro256(0));
        });
        return Told(environment, path, report);
    }

    /// <summary>Tests the export of a custom network before training.</summary>
    /// <exception cref="ArgumentException">The network cannot be exported, or the model computes something else; the message says what to do.</exception>
    public static void RequireExport(QNetwork network, BoxSpace observations, DiscreteSpace actions)
    {
        PolicyMetadata metadata = new()
        {
            ObservationShape = observations.Shape,
            ActionNames = actions.Names,
            Gamma = 1,
            Algorithm = "probe",
        };
        VerificationReport report;
        try
        {
            using OnnxPolicy policy =
                OnnxPolicy.Load(PolicyExport.ToOnnx(network, metadata), new() { Limits = OnnxLimits.None });
            report = OnnxVerifier.Compare(
                policy.Run,
                PolicyExport.ToFunction(network),
                observations.Low,
                observations.High,
                new Xoshiro256(0),
                exact: PolicyExport.ToExactFunction(network));
        }
        catch (Exception cause) when (cause is NotSupportedException or ArgumentException or PolicyFormatException)
        {
            throw Problem($"cannot be exported: {cause.Message}", cause);
        }

        if (!report.Passed)
            throw Problem($"does not compute what its ToLayers describes: {report}.", null);

        ArgumentException Problem(string what, Exception? cause) => new(
            $"{network.GetType().Name}, which CreateNetwork returned, {what} Fit exports the trained network to ONNX: correct " +
            "ToLayers, or call Train, which returns the network itself.",
            cause);
    }

    private static VerificationReport Told(IHostEnvironment environment, string path, VerificationReport report)
    {
        using IChannel channel = environment.Start("ExportToOnnx");
        channel.Info(MessageSensitivity.None, "Wrote '{0}': {1}.", path, report);
        return report;
    }

    /// <summary>Compares a model in ONNX Runtime with the network on random observations.</summary>
    private static VerificationReport Verify(byte[] model, TrainingResult training)
    {
        using OnnxPolicy policy = OnnxPolicy.Load(model, new() { Limits = OnnxLimits.None });
        return PolicyExport.Verify(policy.Run, training, new Xoshiro256(0));
    }

    private static (float[] QValues, long[] Actions) Run(this OnnxPolicy policy, float[] states, int batch)
    {
        float[] qValues = new float[batch * policy.ActionCount];
        int[] actions = new int[batch];
        // A network has no mask; one that the file requires allows everything here.
        bool[] legal = new bool[policy.Signature.IsMaskRequired ? qValues.Length : 0];
        Array.Fill(legal, true);
        policy.Evaluate(states, qValues, actions, legal);
        return (qValues, Array.ConvertAll(actions, action => (long)action));
    }
}
