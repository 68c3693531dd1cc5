using DeepQ.Learning.Networks;
using DeepQ.Learning.Networks.Layers;
using DeepQ.Learning.Optimizers;
using static TorchSharp.torch;

namespace DeepQ.Learning.Renewal;

/// <summary>Recycles dormant units: see <see cref="DormantUnitOptions.Recycle"/>.</summary>
internal static class UnitRecycling
{
    /// <summary>Reinitializes the weights of dormant units.</summary>
    /// <remarks>
    /// With normalized layers, values change slightly: a unit that becomes active changes the mean and the deviation by
    /// which its neighbors are normalized.
    /// </remarks>
    /// <param name="network">The network, whose weights change.</param>
    /// <param name="units">Its hidden units.</param>
    /// <param name="fresh">A network of the same architecture, with the new weights.</param>
    /// <param name="threshold">The greatest score τ of a dormant unit.</param>
    /// <returns>The weights that changed.</returns>
    public static IReadOnlyList<DrawnWeights> Run(
        QNetwork network, IReadOnlyList<HiddenUnits> units, QNetwork fresh, double threshold)
    {
        WeightEditor editor = new(network, fresh);
        int[][] dormant = [.. units.Select(layer => layer.Dormant(threshold).ToArray())];
        // Outgoing weights are set to zero last: a reinitialized row may belong to a unit that reads another dormant
        // one.
        for (int i = 0; i < units.Count; i++)
        {
            foreach (Parameter parameter in units[i].Incoming)
                editor.Draw(parameter, dormant[i].SelectMany(unit => Rows(parameter, unit, units[i].Count)));
        }

        for (int i = 0; i < units.Count; i++)
        {
            foreach (NetworkLayer reader in units[i].Readers)
            {
                foreach (Parameter parameter in reader.parameters().Where(parameter => parameter.dim() > 1))
                {
                    int[] places = [.. dormant[i].SelectMany(unit => Columns(parameter, unit, units[i].Count))];
                    // The noise of the outgoing weights is reinitialized.
                    if (ReferenceEquals(parameter, reader.Weights))
                        editor.Clear(parameter, places);
                    else
                        editor.Draw(parameter, places);
                }
            }
        }

        return editor.Finish();
    }

    private static IEnumerable<int> Rows(Tensor parameter, int unit, int units)
    {
        int length = (int)(parameter.numel() / units);
        return Enumerable.Range(unit * length, length);
    }

    // Of shape (units out, units in, …), where each input unit may have several positions, as channels have.
    private static IEnumerable<int> Columns(Tensor parameter, int unit, int units)
    {
        int row = (int)(parameter.numel() / parameter.shape[0]);
        int length = row / units;
        return Enumerable.Range(0, (int)parameter.shape[0]).SelectMany(output => Enumerable.Range((output * row) + (unit * length), length));
    }
}
