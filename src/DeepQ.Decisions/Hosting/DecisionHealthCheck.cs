using DeepQ.Decisions.Doctor;
using DeepQ.Decisions.Storage;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace DeepQ.Decisions.Hosting;

/// <summary>
/// A health check of the loop of decisions: degraded if a <see cref="DecisionDoctor"/> reports a warning, unhealthy if
/// it reports an error or cannot read the log.
/// </summary>
/// <remarks>
/// The data contains the findings by code, and the numbers of decisions and of decisions with a reward. Register it with
/// <c>services.AddDecisionDoctor()</c> and <c>services.AddHealthChecks().AddCheck&lt;DecisionHealthCheck&gt;("decisions")</c>.
/// </remarks>
public sealed class DecisionHealthCheck : IHealthCheck, IDisposable
{
    // A report is reused for a minute, and for this many times the duration of the examination, so that a large log is
    // not read all the time.
    private const int TimesKept = 20;
    private static readonly TimeSpan LeastKept = TimeSpan.FromMinutes(1);

    private readonly DecisionDoctor _doctor;
    private readonly TimeSpan _window;
    private readonly TimeProvider _time;
    private readonly SemaphoreSlim _examining = new(1, 1);
    private DoctorReport? _last;
    private TimeSpan _kept;

    /// <summary>Creates the health check.</summary>
    /// <param name="doctor">Examines the log at most once a minute, and for at most a twentieth of the time.</param>
    /// <param name="window">The length of the examined window, which ends now.</param>
    /// <param name="time">The clock; null for the system clock.</param>
    /// <exception cref="ArgumentOutOfRangeException">The window is not positive.</exception>
    public DecisionHealthCheck(DecisionDoctor doctor, TimeSpan window, TimeProvider? time = null)
    {
        ArgumentNullException.ThrowIfNull(doctor);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(window, TimeSpan.Zero);
        (_doctor, _window, _time) = (doctor, window, time ?? TimeProvider.System);
    }

    /// <summary>Examines the log, or reuses a recent report.</summary>
    /// <param name="context">The check's registration.</param>
    /// <param name="cancellationToken">Cancels the examination.</param>
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

    /// <summary>Frees the lock.</summary>
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

    // Several callers may ask at once; the log is read once for all of them.
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
