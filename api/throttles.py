from rest_framework.throttling import UserRateThrottle


class PerCaller(UserRateThrottle):
    rate = "60/min"
