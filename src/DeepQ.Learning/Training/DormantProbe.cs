using DeepQ.Learning.Networks;
using DeepQ.Learning.Replay;

namespace DeepQ.Learning.Training;

/// <summary>Counts dormant units in a sample of the observed states.</summary>
internal static class DormantProbe
{
    private const int States = 256;

    /// <summary>
    /// Returns the share of the hidden units that never fire in some evenly spaced states; null without hidden units.
    /// </summary>
    public static double? ShareOf(QNetwork network, ReplayBuffer seen)
    {
        int count = Math.Min(seen.Count, States);
        if (count == 0)
            return null;
        TransitionBatch rows = seen.NewBatch(count);
        for (int i = 0; i < count; i++)
            rows.Slots[i] = seen.SlotOf((int)((long)i * seen.Count / count));
        seen.Read(rows, gamma: 1, steps: 1);
        return QNetwork.ShareOfDormant(network.FindUnits(rows.StateRows), threshold: 0);
    }
}
