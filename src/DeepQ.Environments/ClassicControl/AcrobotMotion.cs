namespace DeepQ.Environments.ClassicControl;

/// <summary>The angles (rad) and angular velocities (rad/s) of the two links, or their time derivatives.</summary>
internal readonly record struct AcrobotMotion(double Angle1, double Angle2, double Velocity1, double Velocity2)
{
    private const double Mass = 1;
    private const double Length = 1;
    private const double CenterOfMass = 0.5;
    private const double Inertia = 1;
    private const double Gravity = 9.8;

    public static AcrobotMotion operator +(AcrobotMotion a, AcrobotMotion b) =>
        new(a.Angle1 + b.Angle1, a.Angle2 + b.Angle2, a.Velocity1 + b.Velocity1, a.Velocity2 + b.Velocity2);

    public static AcrobotMotion operator *(double scale, AcrobotMotion a) =>
        new(scale * a.Angle1, scale * a.Angle2, scale * a.Velocity1, scale * a.Velocity2);

    /// <summary>Integrates over one fourth-order Runge–Kutta step.</summary>
    public AcrobotMotion Integrate(double torque, double time)
    {
        AcrobotMotion k1 = Derivative(torque);
        AcrobotMotion k2 = (this + time / 2 * k1).Derivative(torque);
        AcrobotMotion k3 = (this + time / 2 * k2).Derivative(torque);
        AcrobotMotion k4 = (this + time * k3).Derivative(torque);
        return this + time / 6 * (k1 + 2 * k2 + 2 * k3 + k4);
    }

    // The equations of Sutton and Barto's book, with their names: d1, d2, phi1, phi2.
    private AcrobotMotion Derivative(double torque)
    {
        (double sin2, double cos2) = Math.SinCos(Angle2);
        double d1 = Mass * (CenterOfMass * CenterOfMass)
            + Mass * (Length * Length + CenterOfMass * CenterOfMass + 2 * Length * CenterOfMass * cos2)
            + Inertia
            + Inertia;
        double d2 = Mass * (CenterOfMass * CenterOfMass + Length * CenterOfMass * cos2) + Inertia;
        double phi2 = Mass * CenterOfMass * Gravity * Math.Cos(Angle1 + Angle2 - Math.PI / 2);
        double phi1 = -Mass * Length * CenterOfMass * (Velocity2 * Velocity2) * sin2
            - 2 * Mass * Length * CenterOfMass * Velocity2 * Velocity1 * sin2
            + (Mass * CenterOfMass + Mass * Length) * Gravity * Math.Cos(Angle1 - Math.PI / 2)
            + phi2;
        double acceleration2 =
            (torque + d2 / d1 * phi1 - Mass * Length * CenterOfMass * (Velocity1 * Velocity1) * sin2 - phi2)
            / (Mass * (CenterOfMass * CenterOfMass) + Inertia - d2 * d2 / d1);
        double acceleration1 = -(d2 * acceleration2 + phi1) / d1;
        return new(Velocity1, Velocity2, acceleration1, acceleration2);
    }
}
