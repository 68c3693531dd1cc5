using System.Globalization;
using DeepQ.Decisions.Events;
using DeepQ.Decisions.Joining;

namespace DeepQ.Decisions.Doctor;

/// <summary>Checks that states stay within their range in the older half of the time.</summary>
/// <remarks>
/// Of n values from one distribution, whatever it is, 2 in n + 1 are expected outside the range of n earlier ones. More
/// than 15 in n occur once in a hundred thousand cases.
/// </remarks>
internal sealed class StateRangeCheck(DateTimeOffset now, DateTimeOffset? since) : DoctorCheck
{
    private const double LeastShare = 0.01;
    private const int MostTold = 3;

    private DateTimeOffset? _middle;
    private float[] _low = [];
    private float[] _high = [];
    private float[] _newLow = [];
    private float[] _newHigh = [];
    private long[] _outside = [];
    private long _older;
    private long _newer;

    public override void See(Decision decision)
    {
        if (_middle is null)
        {
            DateTimeOffset start = since > decision.Time ? since.Value : decision.Time;
            _middle = start + ((now - start) / 2);
        }

        ReadOnlySpan<float> state = decision.State.Span;
        if (decision.Time < _middle)
            SeeOlder(state);
        else if (state.Length == _low.Length)
            SeeNewer(state);
    }

    public override IEnumerable<DoctorFinding> Findings(JoinCounts counts)
    {
        if (_older < Least || _newer < Least)
            yield break;
        double most = _newer * Math.Max(LeastShare, 15.0 / _older);
        int[] features = [.. Enumerable.Range(0, _outside.Length).Where(i => _outside[i] > most).OrderByDescending(i => _outside[i])];
        if (features.Length == 0)
            yield break;
        string told = string.Join("; ", features.Take(MostTold).Select(Describe)) + (features.Length > MostTold ? "; …" : "");
        yield return Found(
            FindingCode.StatesOutOfRange,
            FindingSeverity.Warning,
            $"Since {Told(_middle!.Value)}, {features.Length} of {_outside.Length} values of the state are outside their earlier range: {told}. Has a unit or a source changed? Otherwise train again on the new states.");
    }

    private void SeeOlder(ReadOnlySpan<float> state)
    {
        if (state.Length != _low.Length)
        {
            (_low, _high) = (state.ToArray(), state.ToArray());
            (_newLow, _newHigh, _outside) = (new float[state.Length], new float[state.Length], new long[state.Length]);
            _older = 0;
        }

        _older++;
        for (int i = 0; i < state.Length; i++)
            (_low[i], _high[i]) = (Math.Min(_low[i], state[i]), Math.Max(_high[i], state[i]));
    }

    private void SeeNewer(ReadOnlySpan<float> state)
    {
        bool isFirst = _newer++ == 0;
        for (int i = 0; i < state.Length; i++)
        {
            _newLow[i] = isFirst ? state[i] : Math.Min(_newLow[i], state[i]);
            _newHigh[i] = isFirst ? state[i] : Math.Max(_newHigh[i], state[i]);
            _outside[i] += state[i] < _low[i] || state[i] > _high[i] ? 1 : 0;
        }
    }

    private string Describe(int i) => string.Create(
        CultureInfo.InvariantCulture,
        $"value {i} in {new Share(_outside[i], _newer)}, was {_low[i]:G4} to {_high[i]:G4} and is {_newLow[i]:G4} to {_newHigh[i]:G4}");
}
