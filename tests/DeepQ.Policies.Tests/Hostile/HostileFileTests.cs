using DeepQ.HostileFiles;
using DeepQ.Onnx.Graphs;
using DeepQ.Onnx.Guarding.Limits;
using DeepQ.Serving;
using DeepQ.Serving.Inputs;

namespace DeepQ.Policies.Tests.Hostile;

/// <summary>Files that do harm, or may, end as they do with ONNX Runtime: answered, or refused with the reason.</summary>
public sealed class HostileFileTests
{
    private const int Generated = 600;

    public static TheoryData<string> Faults => [.. KnownFaults.All.Keys];

    [Theory]
    [MemberData(nameof(Faults))]
    public void A_file_that_did_harm_is_refused(string fault) =>
        Assert.Throws<PolicyFormatException>(() => ManagedPolicy.Load(KnownFaults.All[fault]()).Dispose());

    [Trait("Category", "Slow")]
    [Fact]
    public void Files_that_are_made_up_of_every_operator_are_answered_or_refused()
    {
        (int answered, int refused) = (0, 0);
        for (int i = 0; i < Generated; i++)
        {
            GeneratedModel model = ModelGenerator.Generate(7, i);
            if (IsAnswered(model.Bytes, model.Profile))
                answered++;
            else
                refused++;
        }

        Assert.True(answered > Generated / 10, $"{answered} answered, {refused} refused");
        Assert.True(refused > 0);
    }

    // Any other exception than these is a fault.
    private static bool IsAnswered(byte[] model, OnnxProfile profile)
    {
        try
        {
            using ManagedPolicy policy = ManagedPolicy.Load(model, new() { Profile = profile, MaxBatchSize = 16 });
            if (policy.Signature.TakesColumns)
                return true;
            foreach (float value in new[] { 0, -1, 0.5f, 3e38f, -3e38f, 9.3e18f, 255 })
            {
                float[] states = new float[3 * policy.ObservationSize];
                states.AsSpan().Fill(policy.Signature.IsOfBytes ? 255 : value);
                try
                {
                    policy.Evaluate(states, new float[3 * policy.ActionCount], new int[3]);
                }
                catch (UnscorableStateException)
                {
                    // As it is in ONNX Runtime.
                }
            }

            return true;
        }
        catch (PolicyFormatException)
        {
            return false;
        }
    }
}
