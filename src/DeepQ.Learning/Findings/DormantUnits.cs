using static System.FormattableString;

namespace DeepQ.Learning.Findings;

/// <summary>Units whose output is zero in every state, so that the network is smaller than it looks.</summary>
/// <remarks>Sokar et al.: The dormant neuron phenomenon in deep reinforcement learning (2023), https://arxiv.org/abs/2302.12902.</remarks>
internal static class DormantUnits
{
    private const double Many = 0.5;

    public static Finding? Of(TrainingEvidence evidence)
    {
        if (evidence.DormantShare is not { } share || share < Many)
            return null;
        return new Finding(
            nameof(DormantUnits),
            Invariant($"{share:P0} of the hidden units never fire in the states {(evidence.LearnsFromLog ? "of the log" : "that were stored last")}."),
            $"Lower LearningRate, make fewer updates{(evidence.LearnsFromLog ? "" : " a step")}, or use LayerNorm; a smaller network may do as well.")
        {
            Figures = new Dictionary<string, double> { ["dormant_share"] = share },
        };
    }
}
