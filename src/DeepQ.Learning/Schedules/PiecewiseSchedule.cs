using System.Globalization;

namespace DeepQ.Learning.Schedules;

/// <summary>
/// A value that changes linearly from point to point and is constant before the first and after the last.
/// </summary>
public sealed record PiecewiseSchedule : Schedule
{
    private readonly (long Step, double Value)[] _points;

    /// <summary>Creates a schedule.</summary>
    /// <param name="points">Steps and their values, by ascending steps.</param>
    /// <exception cref="ArgumentException">There are no points, or steps do not ascend.</exception>
    public PiecewiseSchedule(params (long Step, double Value)[] points)
    {
        ArgumentNullException.ThrowIfNull(points);
        if (points.Length == 0)
            throw new ArgumentException("A schedule needs at least one point.", nameof(points));

        for (int i = 1; i < points.Length; i++)
        {
            if (points[i].Step <= points[i - 1].Step)
            {
                throw new ArgumentException(
                    $"Steps must ascend; {points[i].Step} follows {points[i - 1].Step}.", nameof(points));
            }
        }

        _points = [.. points];
    }

    /// <summary>The steps and their values.</summary>
    public IReadOnlyList<(long Step, double Value)> Points => _points;

    /// <inheritdoc/>
    public override double At(long step)
    {
        int next = Array.FindIndex(_points, point => point.Step > step);
        if (next == 0)
            return _points[0].Value;
        if (next < 0)
            return _points[^1].Value;

        (long fromStep, double from) = _points[next - 1];
        (long toStep, double to) = _points[next];
        return from + ((to - from) * (step - fromStep) / (toStep - fromStep));
    }

    /// <inheritdoc/>
    public bool Equals(PiecewiseSchedule? other) => other is not null && _points.AsSpan().SequenceEqual(other._points);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(_points.Length, _points[0], _points[^1]);

    /// <summary>Formats the points, such as <c>PiecewiseSchedule (0, 1) (1000, 0.1)</c>.</summary>
    public override string ToString() => _points.Aggregate(
        nameof(PiecewiseSchedule),
        (text, point) => string.Create(CultureInfo.InvariantCulture, $"{text} ({point.Step}, {point.Value})"));
}
