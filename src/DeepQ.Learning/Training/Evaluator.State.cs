using DeepQ.Learning.Checkpoints;
using DeepQ.Learning.Evaluation;
using DeepQ.Learning.Networks;

namespace DeepQ.Learning.Training;

internal sealed partial class Evaluator
{
    /// <summary>
    /// Writes the evaluations, the best networks, the generator, and the environment if it can be saved.
    /// </summary>
    public void Save(BinaryWriter writer)
    {
        writer.Write(random);
        writer.Write(_records.Count);
        foreach (EvaluationRecord record in _records)
        {
            writer.Write(record.Step);
            writer.Write(record.Result.CutOff);
            writer.Write(record.Result.Returns.Count);
            foreach (double value in record.Result.Returns)
                writer.Write(value);
        }

        if (Best is null)
            return;

        writer.Write(_best.Count);
        foreach ((EvaluationRecord record, QNetwork network) in _best)
        {
            writer.Write(_records.IndexOf(record));
            ModuleState.Save(network, writer);
        }

        double[] state = new double[environment.StateSize];
        if (state.Length > 0)
            environment.SaveState(state);
        writer.WriteValues<double>(state);
    }

    /// <summary>Writes the values that <see cref="Save"/> does not include.</summary>
    public void SaveStarts(BinaryWriter writer)
    {
        foreach (EvaluationRecord record in _records)
        {
            writer.Write(record.StartValue ?? double.NaN);
            writer.Write(record.DiscountedReturn ?? double.NaN);
        }
    }

    /// <summary>Restores what <see cref="SaveStarts"/> wrote, after <see cref="Load"/>.</summary>
    public void LoadStarts(BinaryReader reader)
    {
        for (int i = 0; i < _records.Count; i++)
        {
            EvaluationRecord before = _records[i];
            _records[i] = before with { StartValue = Known(reader.ReadDouble()), DiscountedReturn = Known(reader.ReadDouble()) };
            int kept = _best.FindIndex(one => one.Record == before);
            if (kept >= 0)
                _best[kept] = (_records[i], _best[kept].Network);
        }

        static double? Known(double value) => double.IsNaN(value) ? null : value;
    }

    /// <summary>Continues from the state of an evaluator with the same settings.</summary>
    public void Load(BinaryReader reader, QNetwork network)
    {
        reader.Read(random);
        _records.Clear();
        for (int count = reader.ReadInt32(); count > 0; count--)
        {
            long step = reader.ReadInt64();
            int cutOff = reader.ReadInt32();
            double[] returns = new double[reader.ReadInt32()];
            reader.ReadValues<double>(returns);
            _records.Add(new EvaluationRecord(step, new EvaluationResult(returns, cutOff)));
        }

        if (_records.Count == 0)
            return;

        for (int count = reader.ReadInt32(); count > 0; count--)
        {
            EvaluationRecord record = _records[reader.ReadInt32()];
            QNetwork best = network.Copy();
            _best.Add((record, best));
            ModuleState.Load(best, reader);
        }

        double[] state = new double[environment.StateSize];
        reader.ReadValues<double>(state);
        if (state.Length > 0)
            environment.LoadState(state, new float[environment.ObservationSpace.Size]);
    }
}
