using DeepQ.Decisions.Doctor;
using DeepQ.Decisions.Storage;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace DeepQ.Decisions.Hosting;

/// <summary>
/// Whether the loop of decisions is in order: degraded where a <see cref="DecisionDoctor"/> has a warning, unhealthy where it has
/// an error or cannot read the log.
/// </summary>
/// <remarks>
/// The data are the findings by their codes, and the numbers of decisions and of those with a reward. Added with
/// <c>services.AddDecisionDoctor()</c> and <c>services.AddHealthChecks().AddCheck&lt;DecisionHealthCheck&gt;("decisions")</c>.
/// </remarks>
public sealed class DecisionHealthCheck : IHealthCheck, IDisposable
{
    // A report serves for a minute, and for so many times as long as it took: a great log is not read without end.
    private const int TimesKept = 20;
    private static readonly TimeSpan LeastKept = TimeSpan.FromMinutes(1);

    private readonly DecisionDoctor _doctor;
    private readonly TimeSpan _window;
    private readonly TimeProvider _time;
    private readonly SemaphoreSlim _examining = new(1, 1);
    private DoctorReport? _last;
    private TimeSpan _kept;

    /// <summary>Creates the check.</summary>
    /// <param name="doctor">Examines the log, once a minute at most, and in a twentieth of the time at most.</param>
    /// <param name="window">How long before now it begins.</param>
    /// <param name="time">The clock; null for the system's.</param>
    /// <exception cref="ArgumentOutOfRangeException">The window is not positive.</exception>
    public DecisionHealthCheck(DecisionDoctor doctor, TimeSpan window, TimeProvider? time = null)
    {
        ArgumentNullException.ThrowIfNull(doctor);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(window, TimeSpan.Zero);
        (_doctor, _window, _time) = (doctor, window, time ?? TimeProvider.System);
    }

    /// <summary>Examines the log, unless that was done a moment ago.</summary>
    /// <param name="context">The check's registration.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            return ToResult(await ExamineAsync(cancellationToken).ConfigureAwait(false));
        }
        catch (DecisionStoreException error)
        {
            return HealthCheckResult.Unhealthy("The log of decisions cannot be read.", error);
        }
    }

    /// <summary>Frees what the check waits with.</summary>
    public void Dispose() => _examining.Dispose();

    private static HealthCheckResult ToResult(DoctorReport report)
    {
        Dictionary<string, object> data = new()
        {
            ["decisions"] = report.Counts.Decisions,
            ["rewarded"] = report.Counts.Rewarded,
        };
        foreach (DoctorFinding finding in report.Findings)
            data[finding.Code.ToString()] = finding.Message;
        string worst = report.Findings.Count > 0 ? report.Findings[0].Message : report.ToString();
        return report.Worst switch
        {
            FindingSeverity.Error => HealthCheckResult.Unhealthy(worst, data: data),
            FindingSeverity.Warning => HealthCheckResult.Degraded(worst, data: data),
            _ => HealthCheckResult.Healthy(worst, data),
        };
    }

    // Many may ask at once, and the log is read for all of them.
    private async Task<DoctorReport> ExamineAsync(CancellationToken cancellationToken)
    {
        await _examining.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            DateTimeOffset now = _time.GetUtcNow();
            if (_last is not null && now - _last.Time < _kept && now >= _last.Time)
                return _last;
            long start = _time.GetTimestamp();
            _last = await _doctor.ExamineAsync(now, _window, cancellationToken).ConfigureAwait(false);
            TimeSpan took = TimesKept * _time.GetElapsedTime(start);
            _kept = took > LeastKept ? took : LeastKept;
            return _last;
        }
        finally
        {
            _examining.Release();
        }
    }
}
