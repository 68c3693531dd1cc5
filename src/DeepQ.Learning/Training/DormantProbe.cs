using DeepQ.Learning.Networks;
using DeepQ.Learning.Replay;

namespace DeepQ.Learning.Training;

/// <summary>Looks for dormant units in states of everything that was seen.</summary>
internal static class DormantProbe
{
    private const int States = 256;

    /// <summary>The share of the hidden units that never fire in some states, evenly spread; null where there are none.</summary>
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
